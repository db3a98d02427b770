import type { HintHeader } from '@sdk-conformance/model';
import type { Range } from '../answers.js';
import { pascal } from '../names.js';
import { csDoc, csDouble, csString } from '../text/csharp.js';
import { dateForms, type HintView, unusableHints, waitDocs } from '../waits.js';

export const timeSpan = 'global::System.TimeSpan';

export const math = 'global::System.Math';

const regex = 'global::System.Text.RegularExpressions.Regex';

const invariant = 'global::System.Globalization.CultureInfo.InvariantCulture';

export const random = 'global::System.Func<double>? random = null';

export const previous = `${timeSpan}? previous = null`;

const now = 'global::System.DateTimeOffset? now = null';

const headerReader = 'global::System.Func<string, string?>';

const bodyReader = 'global::System.Func<string, object?>';

const unitMs = { s: 1000, ms: 1, epochS: 1000, epochMs: 1 } as const;

export const anyOf = (ranges: readonly Range[]) =>
  ranges
    .map(({ from, to }) => (from === to ? `status == ${from}` : `(${from} <= status && status <= ${to})`))
    .join(' || ') || 'false';

export const delayHead = [
  ...csDoc([waitDocs.delay], ''),
  `public static ${timeSpan}? Delay(int retry, int? status = null, ${headerReader}? header = null, ${bodyReader}? body = null, ${now}, ${random}, ${previous})`,
];

function headerText({ name, unit, dateForms: forms, when, addMs }: HintHeader): string {
  const dates = forms.map(
    (form) =>
      `new ${regex}(${csString(dateForms[form])}, global::System.Text.RegularExpressions.RegexOptions.CultureInvariant)`,
  );
  const list = dates.length === 0 ? `global::System.Array.Empty<${regex}>()` : `new[] { ${dates.join(', ')} }`;
  const [beside, equals] = when === null ? ['null', 'null'] : [csString(when.header), csString(when.equals)];
  return `    new HintPlace(${csString(name)}, ${csDouble(unitMs[unit])}, ${unit.startsWith('epoch')}, ${list}, ${csDouble(addMs)}, ${beside}, ${equals}),`;
}

/** How an answer is read for the moment of the next attempt, and what it comes to. */
export function hintText({ policy, ranges, number }: HintView): readonly string[] {
  const { body, fractional } = policy;
  const rule = (said: string | number | null) =>
    said === 'immediate'
      ? `${timeSpan}.Zero`
      : said === 'noRetry'
        ? 'null'
        : typeof said === 'number'
          ? `Span(${csDouble(said)})`
          : 'backoff';
  const backoffMs = 'backoff.TotalMilliseconds';
  const most = policy.clampAboveMs;
  const told =
    most !== null
      ? `Span(${math}.Min(${math}.Max(hint.Ms, ${backoffMs}), ${backoffMs} + ${csDouble(most)}))`
      : policy.combine === 'max'
        ? `Span(${math}.Max(hint.Ms, ${backoffMs}))`
        : policy.combine === 'add'
          ? `Span(hint.Ms + ${backoffMs})`
          : 'Span(hint.Ms)';
  const over = {
    noRetry: 'null',
    clamp: `Span(${csDouble(policy.capMs ?? 0)})`,
    backoff: 'backoff',
    honour: 'Span(hint.Ms)',
  }[policy.overCap ?? 'backoff'];
  const amount =
    fractional === 'truncate'
      ? `${math}.Truncate(number)`
      : fractional === 'ceil'
        ? `${math}.Ceiling(number)`
        : 'number';
  const next = policy.invalid === 'next';
  return [
    ...csDoc([waitDocs.retryAfter], ''),
    `public static double? RetryAfterSeconds(${headerReader} header, ${bodyReader}? body = null, ${now})`,
    '{',
    '    Hint hint = HintOf(header, body, NowMs(now));',
    '    return hint.Kind == HintKind.Wait ? hint.Ms / 1000 : (double?)null;',
    '}',
    '',
    ...delayHead,
    '{',
    `    ${timeSpan} backoff = Backoff(retry, status, random, previous);`,
    `    if (status == null || header == null${ranges === null ? '' : ` || !(${anyOf(ranges)})`}) return backoff;`,
    '    Hint hint = HintOf(header, body, NowMs(now));',
    ...unusableHints(policy).map(([kinds, said], at, { length }) =>
      at === length - 1
        ? `    if (hint.Kind != HintKind.Wait) return ${rule(said)};`
        : `    if (${kinds.map((kind) => `hint.Kind == HintKind.${pascal(kind)}`).join(' || ')}) return ${rule(said)};`,
    ),
    ...(fractional === null || fractional === 'backoff' ? ['    if (hint.HasFraction) return backoff;'] : []),
    ...(policy.capMs === null ? [] : [`    if (hint.Ms > ${csDouble(policy.capMs)}) return ${over};`]),
    `    return ${told};`,
    '}',
    '',
    'private enum HintKind { None, Zero, Negative, Past, Invalid, Wait }',
    '',
    'private readonly struct Hint',
    '{',
    '    internal Hint(HintKind kind, double ms = 0, bool hasFraction = false)',
    '    {',
    '        Kind = kind;',
    '        Ms = ms;',
    '        HasFraction = hasFraction;',
    '    }',
    '',
    '    internal HintKind Kind { get; }',
    '    internal double Ms { get; }',
    '    internal bool HasFraction { get; }',
    '}',
    '',
    'private sealed class HintPlace',
    '{',
    `    internal HintPlace(string name, double unitMs, bool isMoment, ${regex}[] dates, double addMs, string? beside, string? equals)`,
    '    {',
    '        Name = name;',
    '        UnitMs = unitMs;',
    '        IsMoment = isMoment;',
    '        Dates = dates;',
    '        AddMs = addMs;',
    '        Beside = beside;',
    '        BesideIs = equals;',
    '    }',
    '',
    '    internal string Name { get; }',
    '    internal double UnitMs { get; }',
    '    internal bool IsMoment { get; }',
    `    internal ${regex}[] Dates { get; }`,
    '    internal double AddMs { get; }',
    '    internal string? Beside { get; }',
    '    internal string? BesideIs { get; }',
    '}',
    '',
    'private static readonly HintPlace[] hintHeaders =',
    '{',
    ...policy.headers.map(headerText),
    '};',
    '',
    `private static readonly ${regex} numberForm = new ${regex}(${csString(number)}, global::System.Text.RegularExpressions.RegexOptions.CultureInvariant);`,
    '',
    'private static readonly global::System.DateTime epoch = new global::System.DateTime(1970, 1, 1, 0, 0, 0, global::System.DateTimeKind.Utc);',
    '',
    'private static readonly string[] months = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };',
    '',
    'private static double NowMs(global::System.DateTimeOffset? now)',
    '{',
    '    return ((now ?? global::System.DateTimeOffset.UtcNow).UtcDateTime - epoch).TotalMilliseconds;',
    '}',
    '',
    `private static Hint HintOf(${headerReader} header, ${bodyReader}? body, double nowMs)`,
    '{',
    ...(next ? ['    var unread = new Hint(HintKind.None);'] : []),
    '    foreach (HintPlace place in hintHeaders)',
    '    {',
    '        string? value = header(place.Name);',
    '        if (value == null) continue;',
    '        if (place.Beside != null && header(place.Beside)?.Trim() != place.BesideIs) continue;',
    ...(next
      ? [
          '        Hint hint = HintIn(value.Trim(), place, nowMs);',
          '        if (hint.Kind != HintKind.Invalid) return hint;',
          '        unread = hint;',
        ]
      : ['        return HintIn(value.Trim(), place, nowMs);']),
    '    }',
    '',
    ...(body === null
      ? []
      : [
          `    object? said = body == null ? null : body(${csString(body.pointer)});`,
          '    if (said != null)',
          '    {',
          ...(body.unit === 'duration'
            ? [
                `        string? seconds = said is string text && ${regex}.IsMatch(text, "^-?[0-9]+([.][0-9]+)?s$") ? text.Substring(0, text.Length - 1) : null;`,
                '        if (seconds == null) return new Hint(HintKind.Invalid);',
                `        return HintIn(seconds, new HintPlace(string.Empty, 1000D, false, global::System.Array.Empty<${regex}>(), 0D, null, null), nowMs);`,
              ]
            : [
                `        string told = global::System.Convert.ToString(said, ${invariant}) ?? string.Empty;`,
                `        return HintIn(told, new HintPlace(string.Empty, ${csDouble(unitMs[body.unit])}, false, global::System.Array.Empty<${regex}>(), 0D, null, null), nowMs);`,
              ]),
          '    }',
          '',
        ]),
    `    return ${next ? 'unread' : 'new Hint(HintKind.None)'};`,
    '}',
    '',
    'private static Hint HintIn(string text, HintPlace place, double nowMs)',
    '{',
    '    double? moment = MomentOf(text, place.Dates, nowMs);',
    '    if (moment == null)',
    '    {',
    '        var found = numberForm.Match(text);',
    '        if (!found.Success) return new Hint(HintKind.Invalid);',
    `        double number = double.Parse(found.Value, global::System.Globalization.NumberStyles.Float, ${invariant});`,
    `        double amount = ${amount};`,
    '        if (amount == 0) return new Hint(HintKind.Zero);',
    '        if (amount < 0) return new Hint(HintKind.Negative);',
    "        if (!place.IsMoment) return new Hint(HintKind.Wait, (amount * place.UnitMs) + place.AddMs, text.IndexOf('.') >= 0);",
    '        moment = amount * place.UnitMs;',
    '    }',
    '',
    '    double inMs = moment.Value - nowMs + place.AddMs;',
    '    return inMs > 0 ? new Hint(HintKind.Wait, inMs) : new Hint(HintKind.Past);',
    '}',
    '',
    `private static double? MomentOf(string text, ${regex}[] dates, double nowMs)`,
    '{',
    `    foreach (${regex} form in dates)`,
    '    {',
    '        var found = form.Match(text);',
    '        if (!found.Success) continue;',
    '        int month = global::System.Array.IndexOf(months, found.Groups["month"].Value);',
    '        if (month < 0) return null;',
    '        int year = Number(found.Groups["year"].Value);',
    '        if (found.Groups["year"].Length == 2)',
    '        {',
    '            // Two digits: a year that looks more than fifty years ahead is a past one.',
    '            int thisYear = epoch.AddMilliseconds(nowMs).Year;',
    '            year += thisYear / 100 * 100;',
    '            if (year > thisYear + 50) year -= 100;',
    '        }',
    '',
    '        string[] time = found.Groups["time"].Value.Split(\':\');',
    `        double firstMs = (new global::System.DateTime(${math}.Max(year, 1), month + 1, 1, 0, 0, 0, global::System.DateTimeKind.Utc) - epoch).TotalMilliseconds;`,
    '        double days = Number(found.Groups["day"].Value) - 1;',
    '        return firstMs + (1000D * ((86400 * days) + (3600 * Number(time[0])) + (60 * Number(time[1])) + Number(time[2])));',
    '    }',
    '',
    '    return null;',
    '}',
    '',
    'private static int Number(string digits)',
    '{',
    `    return int.Parse(digits, global::System.Globalization.NumberStyles.AllowLeadingWhite, ${invariant});`,
    '}',
  ];
}
