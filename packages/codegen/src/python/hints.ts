import type { HintHeader } from '@sdk-conformance/model';
import type { Range } from '../answers.js';
import { pyDoc, pyString, pyTuple } from '../text/python.js';
import { dateForms, type HintView, unusableHints, waitDocs } from '../waits.js';

export const doc = (text: string) => text.replaceAll('null', 'None');

const unitSeconds = { s: 1, ms: 0.001, epochS: 1, epochMs: 0.001 } as const;

export const options = ['    random: Callable[[], float] = _random.random,', '    previous_s: Optional[float] = None,'];

/** Seconds of so many ms, without the noise of a division. */
export const seconds = (ms: number) => String(Number((ms / 1000).toPrecision(12)));

export const anyOf = (ranges: readonly Range[]) =>
  ranges.map(({ from, to }) => (from === to ? `status == ${from}` : `${from} <= status <= ${to}`)).join(' or ') ||
  'False';

const reader = [
  '    status: Optional[int] = None,',
  '    header: Callable[[str], Optional[str]] = lambda _: None,',
  '    body: Callable[[str], object] = lambda _: None,',
];

export const delayHead = [
  'def retry_delay_s(',
  '    retry: int,',
  ...reader,
  '    *,',
  '    now: Optional[float] = None,',
  ...options,
  ') -> Optional[float]:',
  ...pyDoc([`${doc(waitDocs.delay)} In seconds.`, 'now: seconds of the epoch at which the answer came.'], '    '),
];

const pattern = (text: string) => `re.compile(${pyString(text.replaceAll('(?<', '(?P<'))})`;

function headerText({ name, unit, dateForms: forms, when, addMs }: HintHeader): readonly string[] {
  const beside = when === null ? 'None' : `(${pyString(when.header)}, ${pyString(when.equals)})`;
  const dates = forms.map((form) => `            ${pattern(dateForms[form])},`);
  return [
    '    _HintHeader(',
    `        name=${pyString(name)},`,
    `        unit_s=${unitSeconds[unit]},`,
    `        is_moment=${unit.startsWith('epoch') ? 'True' : 'False'},`,
    ...(dates.length === 0 ? ['        dates=(),'] : ['        dates=(', ...dates, '        ),']),
    `        add_s=${seconds(addMs)},`,
    `        when=${beside},`,
    '    ),',
  ];
}

/** How an answer is read for the moment of the next attempt, and what it comes to. */
export function hintText({ policy, ranges, number }: HintView): readonly string[] {
  const { body, fractional } = policy;
  const rule = (said: string | number | null) =>
    said === 'immediate' ? '0.0' : said === 'noRetry' ? 'None' : typeof said === 'number' ? seconds(said) : 'delay';
  const most = policy.clampAboveMs;
  const told =
    most !== null
      ? `min(max(hint.seconds, delay), delay + ${seconds(most)})`
      : policy.combine === 'max'
        ? 'max(hint.seconds, delay)'
        : policy.combine === 'add'
          ? 'hint.seconds + delay'
          : 'hint.seconds';
  const over = {
    noRetry: 'None',
    clamp: policy.capMs === null ? 'delay' : seconds(policy.capMs),
    backoff: 'delay',
    honour: 'hint.seconds',
  }[policy.overCap ?? 'backoff'];
  const amount =
    fractional === 'truncate'
      ? 'math.trunc(float(found))'
      : fractional === 'ceil'
        ? 'math.ceil(float(found))'
        : 'float(found)';
  const next = policy.invalid === 'next';
  return [
    'class _HintHeader(NamedTuple):',
    '    name: str',
    '    unit_s: float',
    '    is_moment: bool',
    '    dates: Tuple[Pattern[str], ...]',
    '    add_s: float',
    '    when: Optional[Tuple[str, str]]',
    '',
    '',
    'class _Hint(NamedTuple):',
    '    kind: str',
    '    seconds: float = 0.0',
    '    has_fraction: bool = False',
    '',
    '',
    '_HINT_HEADERS: Final[Tuple[_HintHeader, ...]] = (',
    ...policy.headers.flatMap(headerText),
    ')',
    '',
    '_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")',
    `_NUMBER: Final = ${pattern(number)}`,
    '',
    '',
    'def _moment_of(text: str, dates: Tuple[Pattern[str], ...], now: float) -> Optional[float]:',
    '    for form in dates:',
    '        found = form.match(text)',
    '        if found is None:',
    '            continue',
    '        month = found["month"]',
    '        if month not in _MONTHS:',
    '            return None',
    '        year = int(found["year"])',
    '        if len(found["year"]) == 2:',
    '            # Two digits: a year that looks more than fifty years ahead is a past one.',
    '            this_year = time.gmtime(now).tm_year',
    '            year += this_year // 100 * 100',
    '            if year > this_year + 50:',
    '                year -= 100',
    '        hours, minutes, secs = (int(part) for part in found["time"].split(":"))',
    '        moment = (max(year, 1), _MONTHS.index(month) + 1, int(found["day"]), hours, minutes, secs, 0, 0, 0)',
    '        return float(calendar.timegm(moment))',
    '    return None',
    '',
    '',
    'def _hint_in(text: str, place: _HintHeader, now: float) -> _Hint:',
    '    moment = _moment_of(text, place.dates, now)',
    '    if moment is None:',
    '        number = _NUMBER.match(text)',
    '        if number is None:',
    '            return _Hint("invalid")',
    '        found = number[0]',
    `        amount = ${amount}`,
    '        if amount == 0:',
    '            return _Hint("zero")',
    '        if amount < 0:',
    '            return _Hint("negative")',
    '        if not place.is_moment:',
    '            return _Hint("wait", amount * place.unit_s + place.add_s, "." in text)',
    '        moment = amount * place.unit_s',
    '    seconds = moment - now + place.add_s',
    '    return _Hint("wait", seconds) if seconds > 0 else _Hint("past")',
    '',
    '',
    'def _hint_of(header: Callable[[str], Optional[str]], body: Callable[[str], object], now: float) -> _Hint:',
    ...(next ? ['    unread = _Hint("none")'] : []),
    '    for place in _HINT_HEADERS:',
    '        value = header(place.name)',
    '        if value is None:',
    '            continue',
    '        if place.when is not None and (header(place.when[0]) or "").strip() != place.when[1]:',
    '            continue',
    ...(next
      ? [
          '        hint = _hint_in(value.strip(), place, now)',
          '        if hint.kind != "invalid":',
          '            return hint',
          '        unread = hint',
        ]
      : ['        return _hint_in(value.strip(), place, now)']),
    ...(body === null
      ? []
      : [
          `    said = body(${pyString(body.pointer)})`,
          '    if said is not None:',
          ...(body.unit === 'duration'
            ? [
                '        duration = re.match("^(-?[0-9]+(?:[.][0-9]+)?)s$", said) if isinstance(said, str) else None',
                '        if duration is None:',
                '            return _Hint("invalid")',
                '        return _hint_in(duration[1], _HintHeader("", 1, False, (), 0, None), now)',
              ]
            : [
                '        told = said if isinstance(said, str) else json.dumps(said)',
                `        return _hint_in(told, _HintHeader("", ${unitSeconds[body.unit]}, False, (), 0, None), now)`,
              ]),
        ]),
    `    return ${next ? 'unread' : '_Hint("none")'}`,
    '',
    '',
    'def retry_after_s(',
    ...reader.slice(1),
    '    *,',
    '    now: Optional[float] = None,',
    ') -> Optional[float]:',
    ...pyDoc([doc(waitDocs.retryAfter)], '    '),
    '    hint = _hint_of(header, body, time.time() if now is None else now)',
    '    return hint.seconds if hint.kind == "wait" else None',
    '',
    '',
    ...delayHead,
    '    delay = backoff_s(retry, status, random=random, previous_s=previous_s)',
    `    if status is None${ranges === null ? '' : ` or not (${anyOf(ranges)})`}:`,
    '        return delay',
    '    hint = _hint_of(header, body, time.time() if now is None else now)',
    ...unusableHints(policy).flatMap(([kinds, said], at, { length }) => [
      at === length - 1 ? '    if hint.kind != "wait":' : `    if hint.kind in ${pyTuple(kinds.map(pyString))}:`,
      `        return ${rule(said)}`,
    ]),
    ...(fractional === null || fractional === 'backoff' ? ['    if hint.has_fraction:', '        return delay'] : []),
    ...(policy.capMs === null ? [] : [`    if hint.seconds > ${seconds(policy.capMs)}:`, `        return ${over}`]),
    `    return ${told}`,
  ];
}
