import type { Condition } from '@sdk-conformance/model';
import { type AnswersView, answerDocs, type CaseView, type CodeView, type PlaceView } from '../answers.js';
import { pyDoc, pyString, pyTuple, pyValue } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

const header = 'Callable[[str], Optional[str]]';
const body = 'Callable[[str], object]';
const parameters = `status: int, header: ${header}, body: ${body}`;
const doc = (text: string) => text.replaceAll('null', 'None');

/** What hangs on the headers or the body of an answer; a spec whose statuses decide alone has no such file. */
export function answersFile(view: View, answers: AnswersView): string {
  const { places, codes, cases, failure, unknown, retriedWhen } = answers;
  const type = `Optional[Type[errors.${view.base.name}]]`;
  const conditions = cases.length + retriedWhen.length > 0 || failure !== null;
  return fileText([
    ...pyDoc(
      [
        'What hangs on more of an answer than its status.',
        `header: ${doc(answerDocs.header)}`,
        `body: ${doc(answerDocs.body)}`,
      ],
      '',
    ),
    '',
    'from __future__ import annotations',
    '',
    'from dataclasses import dataclass',
    'from types import MappingProxyType',
    'from typing import Callable, Final, Mapping, Optional, Tuple, Type',
    '',
    'from . import errors',
    ...(view.retried === null ? [] : ['from .retry import is_retryable']),
    'from .statuses import error_for_status',
    '',
    '',
    '@dataclass(frozen=True)',
    'class CodePlace:',
    '    """A place in which an error tells its code."""',
    '',
    '    place: str',
    '    """body or header."""',
    '    name: str',
    '    after: Optional[str]',
    '    until: Optional[str]',
    `    error: ${type}`,
    '    """What a code that stands here raises where the table does not have it."""',
    '',
    '',
    '@dataclass(frozen=True)',
    'class ErrorCode:',
    '    """What a code says; None where the status decides."""',
    '',
    `    error: ${type}`,
    '    retryable: Optional[bool]',
    '    throttle: Optional[bool]',
    '    statuses: Optional[Tuple[Tuple[int, int], ...]]',
    '    """First and last of each range of statuses with which it counts; None for any."""',
    '',
    '',
    `CODE_PLACES: Final[Tuple[CodePlace, ...]] = ${pyTuple(places.map(placeText))}`,
    ...pyDoc([answerDocs.places], ''),
    '',
    'ERROR_CODES: Final[Mapping[str, ErrorCode]] = MappingProxyType(',
    '    {',
    ...codes.map(codeText),
    '    }',
    ')',
    ...pyDoc([answerDocs.codes], ''),
    '',
    '',
    `def _code_at(place: CodePlace, header: ${header}, body: ${body}) -> Optional[str]:`,
    '    value = header(place.name) if place.place == "header" else body(place.name)',
    '    if isinstance(value, bool) or not isinstance(value, (str, int, float)):',
    '        return None',
    '    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)',
    '    if place.after is not None and place.after in text:',
    '        text = text[text.rindex(place.after) + len(place.after) :]',
    '    if place.until is not None and place.until in text:',
    '        text = text[: text.index(place.until)]',
    '    return text.strip() or None',
    '',
    '',
    `def _found(${parameters}) -> Optional[Tuple[str, CodePlace]]:`,
    // The words of a success tell of no failure.
    ...(failure === null
      ? ['    if error_for_status(status) is None:', '        return None']
      : [
          '    in_success = _failed(status, header, body)',
          '    if error_for_status(status) is None and not in_success:',
          '        return None',
        ]),
    '    places = CODE_PLACES',
    ...(failure?.place == null
      ? []
      : ['    if in_success:', `        places = (${placeText(failure.place)}, *CODE_PLACES)`]),
    '    for place in places:',
    '        code = _code_at(place, header, body)',
    '        if code is not None:',
    '            return code, place',
    '    return None',
    '',
    '',
    'def _counts(code: ErrorCode, status: int) -> bool:',
    '    return code.statuses is None or any(first <= status <= last for first, last in code.statuses)',
    ...(conditions ? holds : []),
    ...(failure === null
      ? []
      : [
          '',
          '',
          `def _failed(${parameters}) -> bool:`,
          `    return error_for_status(status) is None and ${condition(failure.when)}`,
        ]),
    '',
    '',
    `def code_of(${parameters}) -> Optional[str]:`,
    ...pyDoc([doc(answerDocs.codeOf)], '    '),
    '    found = _found(status, header, body)',
    '    return None if found is None else found[0]',
    '',
    '',
    `def error_for_answer(${parameters}) -> ${type}:`,
    ...pyDoc([doc(answerDocs.errorFor)], '    '),
    '    by_status = error_for_status(status)',
    ...(failure === null
      ? ['    if by_status is None:', '        return None']
      : [
          '    in_success = _failed(status, header, body)',
          '    if by_status is None and not in_success:',
          '        return None',
        ]),
    '    found = _found(status, header, body)',
    '    entry = None if found is None else ERROR_CODES.get(found[0])',
    '    if entry is not None:',
    '        if _counts(entry, status) and entry.error is not None:',
    '            return entry.error',
    '    elif found is not None and found[1].error is not None:',
    '        return found[1].error',
    ...(unknown === null
      ? []
      : [failure === null ? '    else:' : '    elif not in_success:', `        return errors.${unknown}`]),
    ...cases.flatMap((one) => [`    if ${within(one)}:`, `        return errors.${one.error}`]),
    failure === null ? '    return by_status' : `    return errors.${failure.error} if in_success else by_status`,
    ...(view.retried === null
      ? []
      : [
          '',
          '',
          `def is_retryable_answer(${parameters}) -> bool:`,
          ...pyDoc([doc(answerDocs.retryable)], '    '),
          '    found = _found(status, header, body)',
          '    entry = None if found is None else ERROR_CODES.get(found[0])',
          '    if entry is not None and _counts(entry, status) and entry.retryable is not None:',
          '        return entry.retryable',
          ...retriedWhen.flatMap((one) => [`    if ${within(one)}:`, '        return True']),
          '    return is_retryable(status)',
        ]),
  ]);
}

/** Names that the package gives beside those of every package. */
export function answerNames(view: View): readonly string[] {
  const functions = ['code_of', 'error_for_answer', ...(view.retried === null ? [] : ['is_retryable_answer'])];
  return ['CODE_PLACES', 'ERROR_CODES', 'CodePlace', 'ErrorCode', ...functions];
}

function errorName(name: string | null): string {
  return name === null ? 'None' : `errors.${name}`;
}

function placeText({ in: where, name, after, until, error }: PlaceView): string {
  return `CodePlace(${[where, name].map(pyString).join(', ')}, ${pyValue(after)}, ${pyValue(until)}, ${errorName(error)})`;
}

function codeText({ code, error, retryable, throttle, statuses }: CodeView): string {
  const ranges = statuses === null ? 'None' : pyTuple(statuses.map(({ from, to }) => `(${from}, ${to})`));
  return `        ${pyString(code)}: ErrorCode(${errorName(error)}, ${pyValue(retryable)}, ${pyValue(throttle)}, ${ranges}),`;
}

const holds = [
  '',
  '',
  'def _holds(value: object, equals: object) -> bool:',
  '    # True is not 1 in JSON.',
  '    return value is not None and (',
  '        equals is None or (value == equals and isinstance(value, bool) == isinstance(equals, bool))',
  '    )',
];

function within({ from, to, when }: CaseView): string {
  return `${from === to ? `status == ${from}` : `${from} <= status <= ${to}`} and ${condition(when)}`;
}

function condition({ in: where, name, equals }: Condition): string {
  if (where === 'body') return `_holds(body(${pyString(name)}), ${pyValue(equals)})`;
  const text = equals === null ? 'None' : pyString(String(equals));
  return `_holds(header(${pyString(name)}), ${text})`;
}
