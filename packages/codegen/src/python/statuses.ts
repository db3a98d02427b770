import { pyTuple, pyValue } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { StatusView, View } from '../view.js';

export function statusesFile(view: View): string {
  const coded = view.statuses.length > 0;
  return fileText([
    '"""The status table, and which class a status raises."""',
    '',
    'from __future__ import annotations',
    '',
    'from dataclasses import dataclass',
    'from types import MappingProxyType',
    `from typing import Final, ${coded ? 'Literal, ' : ''}Mapping, Optional, Tuple, Type${coded ? ', overload' : ''}`,
    '',
    'from . import errors',
    '',
    '',
    '@dataclass(frozen=True)',
    'class StatusInfo:',
    '    """A row of the status table."""',
    '',
    '    code: int',
    '    meaning: Optional[str]',
    '    causes: Tuple[str, ...]',
    '    resolution: Optional[str]',
    `    error: Optional[Type[errors.${view.base.name}]]`,
    '    """The class that the status raises; None for a success."""',
    '    retryable: Optional[bool]',
    '    """None where the API leaves open what is retried."""',
    '',
    '',
    '@dataclass(frozen=True)',
    'class StatusRange:',
    '    """Codes that have no row of their own."""',
    '',
    '    from_code: int',
    '    to_code: int',
    `    error: Optional[Type[errors.${view.base.name}]]`,
    '',
    '',
    'STATUSES: Final[Mapping[int, StatusInfo]] = MappingProxyType(',
    '    {',
    ...view.statuses.flatMap(row),
    '    }',
    ')',
    '"""The status table, by code."""',
    '',
    `STATUS_RANGES: Final[Tuple[StatusRange, ...]] = ${ranges(view)}`,
    '"""Ranges of the status table; the first that fits counts."""',
    '',
    ...overloads(view),
    '',
    `def error_for_status(status: int) -> Optional[Type[errors.${view.base.name}]]:`,
    '    """The class that a status raises; None where it is a success."""',
    // Whoever does not check types may ask with anything.
    '    if not isinstance(status, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]',
    `        return errors.${view.base.name}`,
    '    if status in STATUSES:',
    '        return STATUSES[status].error',
    ...(view.successes ?? []).flatMap(({ from, to }) => [`    if ${from} <= status <= ${to}:`, '        return None']),
    '    for listed in STATUS_RANGES:',
    '        if listed.from_code <= status <= listed.to_code:',
    '            return listed.error',
    ...(view.otherwise === null || view.successes !== null
      ? []
      : ['    if 200 <= status <= 299:', '        return None']),
    `    return ${errorName(view.otherwise)}`,
  ]);
}

function errorName(name: string | null): string {
  return name === null ? 'None' : `errors.${name}`;
}

function row({ code, meaning, causes, resolution, error, retryable }: StatusView): readonly string[] {
  return [
    `        ${code}: StatusInfo(`,
    `            code=${code},`,
    `            meaning=${pyValue(meaning)},`,
    `            causes=${pyTuple(causes.map(pyValue))},`,
    `            resolution=${pyValue(resolution)},`,
    `            error=${errorName(error)},`,
    `            retryable=${pyValue(retryable)},`,
    '        ),',
  ];
}

function ranges({ ranges: listed }: View): string {
  return pyTuple(listed.map(({ from, to, error }) => `StatusRange(${from}, ${to}, ${errorName(error)})`));
}

/** Codes of the table are known to a type checker, each with its class. */
function overloads({ statuses, base }: View): readonly string[] {
  if (statuses.length === 0) return [];
  const overload = (status: string, result: string) => [
    '',
    '@overload',
    `def error_for_status(status: ${status}) -> ${result}: ...`,
    '',
  ];
  return [
    ...statuses.flatMap(({ code, error }) =>
      overload(`Literal[${code}]`, error === null ? 'None' : `Type[errors.${error}]`),
    ),
    ...overload('int', `Optional[Type[errors.${base.name}]]`),
  ];
}
