import type { BackoffPolicy } from '@sdk-conformance/model';
import { csDoc, csDouble } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { jittered, type WaitsView, waitDocs } from '../waits.js';
import { anyOf, delayHead, hintText, math, previous, random, timeSpan } from './hints.js';
import { inNamespace } from './source.js';

/** Delays of retries; a spec without a backoff has no such file. */
export function waitsFile(view: View, { backoff, exceptions, hints }: WaitsView): string {
  return inNamespace(view, [
    ...csDoc([waitDocs.file, `header: ${waitDocs.header}`, `body: ${waitDocs.body}`], ''),
    'public static class RetryDelays',
    '{',
    ...indent(
      [...backoffText(backoff, exceptions), '', ...(hints === null ? plainDelay : hintText(hints)), '', ...own],
      '    ',
    ),
    '}',
  ]);
}

function backoffText(policy: BackoffPolicy, exceptions: WaitsView['exceptions']): readonly string[] {
  const { kind, firstRetryMs, minMs, jitter, floorAfterJitter, clampAfterJitter } = policy;
  const capped = policy.maxMs !== null || exceptions.some(({ maxMs }) => maxMs !== null);
  const bound = (value: string, floor: boolean, cap: boolean) => {
    const topped = cap && capped ? `${math}.Min(maxMs, ${value})` : value;
    return floor && minMs !== null ? `${math}.Max(${csDouble(minMs)}, ${topped})` : topped;
  };
  const set = (name: string, ms: number | null, usual: number | null) =>
    ms === null || ms === usual ? [] : [`        ${name} = ${csDouble(ms)};`];
  return [
    ...csDoc([waitDocs.backoff, `previous: ${waitDocs.previous}`], ''),
    `public static ${timeSpan} Backoff(int retry, int? status = null, ${random}, ${previous})`,
    '{',
    ...(firstRetryMs === null ? [] : [`    if (retry == 0) return Span(${csDouble(firstRetryMs)});`]),
    ...(kind === 'listed'
      ? [`    var delaysMs = new double[] { ${policy.delaysMs.map(csDouble).join(', ')} };`]
      : [`    double initialMs = ${csDouble(policy.initialMs)};`]),
    ...(capped
      ? [`    double maxMs = ${policy.maxMs === null ? 'double.PositiveInfinity' : csDouble(policy.maxMs)};`]
      : []),
    ...exceptions.flatMap(({ ranges, initialMs, maxMs }, at) => [
      `    ${at === 0 ? 'if' : 'else if'} (${anyOf(ranges)})`,
      '    {',
      ...(kind === 'listed' ? [] : set('initialMs', initialMs, policy.initialMs)),
      ...set('maxMs', maxMs, policy.maxMs),
      '    }',
      '',
    ]),
    ...(jitter.kind === 'none' ? [] : ['    double drawn = random == null ? Drawn() : random();']),
    ...(jitter.kind === 'decorrelated'
      ? [
          `    double beforeMs = retry == 0 || previous == null ? initialMs : ${math}.Max(initialMs, previous.Value.TotalMilliseconds);`,
          `    return Span(${bound('initialMs + (drawn * ((3 * beforeMs) - initialMs))', true, true)});`,
        ]
      : [
          `    double delayMs = ${bound(nominal(policy), true, true)};`,
          `    return Span(${bound(jittered(jitter, 'delayMs'), floorAfterJitter, clampAfterJitter)});`,
        ]),
    '}',
  ];
}

function nominal({ kind, factor, power }: BackoffPolicy): string {
  switch (kind) {
    case 'exponential':
      return `initialMs * ${math}.Pow(${csDouble(factor)}, retry)`;
    case 'linear':
      return `initialMs * (1 + (retry * ${csDouble(factor)}))`;
    case 'polynomial':
      return `initialMs * ${math}.Pow(retry + 1, ${csDouble(power)})`;
    case 'constant':
      return 'initialMs';
    case 'listed':
      return `delaysMs[${math}.Min(retry, delaysMs.Length - 1)]`;
  }
}

/** `Random` is not for several threads at once, and a time span has an end. */
const own = [
  '[global::System.ThreadStatic]',
  'private static global::System.Random? generator;',
  '',
  'private static double Drawn()',
  '{',
  '    generator ??= new global::System.Random(global::System.Guid.NewGuid().GetHashCode());',
  '    return generator.NextDouble();',
  '}',
  '',
  `private static ${timeSpan} Span(double ms)`,
  '{',
  `    if (ms >= ${timeSpan}.MaxValue.TotalMilliseconds) return ${timeSpan}.MaxValue;`,
  `    return ${timeSpan}.FromTicks((long)${math}.Round(ms * ${timeSpan}.TicksPerMillisecond));`,
  '}',
];

const plainDelay = [...delayHead, '{', '    return Backoff(retry, status, random, previous);', '}'];
