import { ruleDocs } from '../rules.js';
import { statusPhrases } from '../text/phrases.js';
import { pyDoc, pyString, pyTuple, pyValue } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { FieldView, View } from '../view.js';

const doc = (text: string) => text.replaceAll('null', 'None');

/** The error of an answer, and that of a fault. */
export function toErrorFile(view: View): string {
  const { base, answers, waits, fields, faults, noStatus, unread, words } = view;
  const asksHint = fields.some(({ kind }) => kind === 'retryAfter') && waits?.hints != null;
  const status = fields.find(({ kind }) => kind === 'status');
  const parts = fields.flatMap((field) => {
    const value = partOf(field, asksHint);
    return value === null ? [] : [`        ${field.name}=${value},`];
  });
  const none = status === undefined || noStatus === null ? '' : `, ${status.name}=${noStatus}`;
  const first = parts.some((line) => line.includes('_first('));
  return fileText([
    '"""The error of an answer, and that of a fault."""',
    '',
    'from __future__ import annotations',
    '',
    'from types import MappingProxyType',
    'from typing import Any, Dict, Final, List, Mapping, Optional, Sequence, Tuple, Type, Union, cast',
    '',
    'from . import errors',
    ...(answers === null ? [] : ['from .answers import error_for_answer']),
    'from .reader import Read, read',
    'from .rules import FaultKind',
    `from .statuses import STATUSES${answers === null || unread.length > 0 ? ', error_for_status' : ''}`,
    ...(asksHint ? ['from .waits import retry_after_s'] : []),
    '',
    `_MESSAGE_POINTERS: Final[Tuple[str, ...]] = ${pyTuple(words.pointers.map(pyString))}`,
    '_PHRASES: Final[Mapping[int, str]] = MappingProxyType(',
    '    {',
    ...Object.entries(statusPhrases).map(([code, phrase]) => `        ${code}: ${pyString(phrase)},`),
    '    }',
    ')',
    '',
    `FAULTS: Final[Mapping[str, Tuple[Optional[Type[errors.${base.name}]], str]]] = MappingProxyType(`,
    '    {',
    ...faults.map(
      ({ kind, error, words: said }) =>
        `        ${pyString(kind)}: (${error === null ? 'None' : `errors.${error}`}, ${pyString(said)}),`,
    ),
    '    }',
    ')',
    ...pyDoc(
      [
        'What each fault raises, in which words; a class that is None is none of this package: raise what is behind it.',
      ],
      '',
    ),
    '',
    '',
    'def to_error(',
    '    status: int,',
    '    headers: Optional[Mapping[str, str]] = None,',
    '    body: Union[str, bytes, None] = None,',
    '    *,',
    '    reason: str = "",',
    '    unread: Optional[str] = None,',
    '    secrets: Sequence[str] = (),',
    '    now: Optional[float] = None,',
    '    cause: Optional[BaseException] = None,',
    `) -> Optional[errors.${base.name}]:`,
    ...pyDoc(
      [
        doc(ruleDocs.toError),
        'headers: names in whatever case.',
        'reason: the phrase that came with the status.',
        `unread: cut or corrupt. ${ruleDocs.unread}`,
        `secrets: ${ruleDocs.secrets}`,
        'now: seconds of the epoch at which the answer came.',
      ],
      '    ',
    ),
    '    reader = read(status, headers, body, unread)',
    '    kind = _class_of(reader)',
    '    if kind is None:',
    '        return None',
    '    known = [secret for secret in secrets if secret != ""]',
    '    error = kind(',
    '        _bounded(_cleaned(_words_of(reader, reason), known)),',
    ...parts,
    '    )',
    '    error.__cause__ = cause',
    '    return error',
    '',
    '',
    'def error_for_fault(',
    '    kind: FaultKind, cause: Optional[BaseException] = None, words: Optional[str] = None',
    `) -> errors.${base.name}:`,
    ...pyDoc([ruleDocs.errorForFault], '    '),
    '    raised, said = FAULTS[kind]',
    `    error = (raised or errors.${base.name})(said if words is None else words${none})`,
    '    error.__cause__ = cause',
    '    return error',
    '',
    '',
    `def _class_of(reader: Read) -> Optional[Type[errors.${base.name}]]:`,
    ...(unread.length === 0 ? [] : ['    if error_for_status(reader.status) is not None:']),
    ...unread.flatMap(({ kind, error }) => [
      `        if reader.unread == ${pyString(kind)}:`,
      `            return errors.${error}`,
    ]),
    answers === null
      ? '    return error_for_status(reader.status)'
      : '    return error_for_answer(reader.status, reader.header, reader.body)',
    '',
    '',
    'def _words_of(reader: Read, reason: str) -> str:',
    '    for pointer in _MESSAGE_POINTERS:',
    '        said = reader.body(pointer)',
    '        if isinstance(said, str) and said != "":',
    '            return said',
    ...fallbackLines(view),
    '',
    '',
    ...boundLines(words.maxBytes),
    ...cleanedText.split('\n'),
    ...(first ? ['', '', ...firstText.split('\n')] : []),
  ]);
}

function partOf({ kind, headers, from }: FieldView, asksHint: boolean): string | null {
  switch (kind) {
    case 'status':
      return 'reader.status';
    case 'retryAfter':
      return asksHint ? 'retry_after_s(reader.header, reader.body, now=now)' : null;
    case 'requestId':
      return headers === undefined
        ? null
        : `cast("Optional[str]", _cleaned(_first(reader, ${pyTuple(headers.map(pyString))}), known))`;
    case 'headers':
      return 'cast("Mapping[str, str]", _cleaned(dict(reader.headers), known))';
    case 'free':
      if (from?.in === 'header') return `_cleaned(_first(reader, ${pyTuple(from.names.map(pyString))}), known)`;
      if (from?.in === 'body') return `_cleaned(reader.body(${pyString(from.name)}), known)`;
      return '_cleaned(reader.text, known)';
    case 'message':
    case 'cause':
      return null;
  }
}

function fallbackLines({ words: { fallback } }: View): readonly string[] {
  if (typeof fallback === 'object')
    return [`    return ${pyValue(fallback.is)}.replace("{status}", str(reader.status))`];
  return [
    ...(fallback === 'body'
      ? [
          '    whole = "" if reader.unread == "cut" else (reader.text or "").strip()',
          '    if whole != "":',
          '        return whole',
        ]
      : []),
    '    if reason != "":',
    '        return reason',
    '    row = STATUSES.get(reader.status)',
    '    meaning = None if row is None else row.meaning',
    '    return meaning or _PHRASES.get(reader.status) or f"Status {reader.status}"',
  ];
}

function boundLines(maxBytes: number | null): readonly string[] {
  const head = ['def _bounded(text: Any) -> str:'];
  if (maxBytes === null) return [...head, '    return str(text)', '', ''];
  return [
    ...head,
    `    """The first ${maxBytes} bytes of a text in UTF-8, cut between characters."""`,
    '    size = 0',
    '    for at, character in enumerate(text):',
    '        point = ord(character)',
    '        size += 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4',
    `        if size > ${maxBytes}:`,
    '            return str(text[:at])',
    '    return str(text)',
    '',
    '',
  ];
}

const cleanedText = `def _cleaned(value: Any, secrets: List[str]) -> Any:
    """Takes secrets out of whatever JSON can say."""
    if not secrets:
        return value
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "[redacted]")
        return value
    if isinstance(value, list):
        return [_cleaned(inner, secrets) for inner in cast("List[Any]", value)]
    if isinstance(value, dict):
        entries = cast("Dict[str, Any]", value).items()
        return {_cleaned(name, secrets): _cleaned(inner, secrets) for name, inner in entries}
    return value`;

const firstText = `def _first(reader: Read, names: Tuple[str, ...]) -> Optional[str]:
    for name in names:
        value = reader.header(name)
        if value is not None:
            return value.strip()
    return None`;
