import type { BackoffPolicy } from '@sdk-conformance/model';
import { javaDoc, javaDouble } from '../text/java.js';
import type { View } from '../view.js';
import { jittered, type WaitsView, waitDocs } from '../waits.js';
import { anyOf, delayParameters, hintMembers } from './hints.js';
import { holder } from './source.js';

/** Delays of retries; a spec without a backoff has no such file. */
export function waitsFile(view: View, { backoff, exceptions, hints }: WaitsView): string {
  return holder(
    view,
    'RetryDelays',
    [waitDocs.file],
    [
      [
        ...javaDoc([waitDocs.backoff], ''),
        'public static Duration backoff(int retry) {',
        '    return backoff(retry, null, null, null);',
        '}',
      ],
      [
        ...javaDoc([waitDocs.backoff, `previous: ${waitDocs.previous} What is null is not known.`], ''),
        'public static Duration backoff(int retry, Integer status, DoubleSupplier random, Duration previous) {',
        '    return span(backoffMs(retry, status, random, previous));',
        '}',
      ],
      [
        ...javaDoc([waitDocs.delay], ''),
        'public static Duration delay(int retry, Answer answer) {',
        '    return delay(retry, answer, null, null, null);',
        '}',
      ],
      [
        ...javaDoc(
          [waitDocs.delay, `now: when the answer came. previous: ${waitDocs.previous} What is null is not known.`],
          '',
        ),
        `public static Duration delay(int retry, Answer answer, ${delayParameters}) {`,
        '    return delay(retry, answer == null ? null : new AnswerReader(answer), now, random, previous);',
        '}',
      ],
      backoffMs(backoff, exceptions),
      ...(hints === null ? [plainDelay] : hintMembers(hints)),
      span,
    ],
  );
}

function backoffMs(policy: BackoffPolicy, exceptions: WaitsView['exceptions']): readonly string[] {
  const { kind, firstRetryMs, minMs, jitter, floorAfterJitter, clampAfterJitter } = policy;
  const capped = policy.maxMs !== null || exceptions.some(({ maxMs }) => maxMs !== null);
  const bound = (value: string, floor: boolean, cap: boolean) => {
    const topped = cap && capped ? `Math.min(maxMs, ${value})` : value;
    return floor && minMs !== null ? `Math.max(${javaDouble(minMs)}, ${topped})` : topped;
  };
  const set = (name: string, ms: number | null, usual: number | null) =>
    ms === null || ms === usual ? [] : [`        ${name} = ${javaDouble(ms)};`];
  return [
    'private static double backoffMs(int retry, Integer status, DoubleSupplier random, Duration previous) {',
    ...(firstRetryMs === null ? [] : [`    if (retry == 0) return ${javaDouble(firstRetryMs)};`]),
    ...(kind === 'listed'
      ? [`    double[] delaysMs = {${policy.delaysMs.map(javaDouble).join(', ')}};`]
      : [`    double initialMs = ${javaDouble(policy.initialMs)};`]),
    ...(capped
      ? [`    double maxMs = ${policy.maxMs === null ? 'Double.POSITIVE_INFINITY' : javaDouble(policy.maxMs)};`]
      : []),
    ...exceptions.flatMap(({ ranges, initialMs, maxMs }, at) => [
      `    ${at === 0 ? '' : 'else '}if (status != null && (${anyOf(ranges, 'status')})) {`,
      ...(kind === 'listed' ? [] : set('initialMs', initialMs, policy.initialMs)),
      ...set('maxMs', maxMs, policy.maxMs),
      '    }',
    ]),
    ...(jitter.kind === 'none'
      ? []
      : ['    double drawn = random == null ? ThreadLocalRandom.current().nextDouble() : random.getAsDouble();']),
    ...(jitter.kind === 'decorrelated'
      ? [
          '    boolean isFirst = retry == 0 || previous == null;',
          '    double beforeMs = isFirst ? initialMs : Math.max(initialMs, previous.getSeconds() * 1000D + previous.getNano() / 1e6);',
          `    return ${bound('initialMs + drawn * (3 * beforeMs - initialMs)', true, true)};`,
        ]
      : [
          `    double delayMs = ${bound(nominal(policy), true, true)};`,
          `    return ${bound(jittered(jitter, 'delayMs'), floorAfterJitter, clampAfterJitter)};`,
        ]),
    '}',
  ];
}

function nominal({ kind, factor, power }: BackoffPolicy): string {
  switch (kind) {
    case 'exponential':
      return `initialMs * Math.pow(${javaDouble(factor)}, retry)`;
    case 'linear':
      return `initialMs * (1 + retry * ${javaDouble(factor)})`;
    case 'polynomial':
      return `initialMs * Math.pow(retry + 1, ${javaDouble(power)})`;
    case 'constant':
      return 'initialMs';
    case 'listed':
      return 'delaysMs[Math.min(retry, delaysMs.length - 1)]';
  }
}

const plainDelay = [
  `static Duration delay(int retry, AnswerReader answer, ${delayParameters}) {`,
  '    return backoff(retry, answer == null ? null : answer.status, random, previous);',
  '}',
];

/** What overflows is the longest time whose ms can be counted. */
const span = [
  'private static Duration span(double ms) {',
  '    if (ms >= Long.MAX_VALUE) return Duration.ofMillis(Long.MAX_VALUE);',
  '    long whole = (long) Math.floor(ms);',
  '    return Duration.ofMillis(whole).plusNanos(Math.round((ms - whole) * 1e6));',
  '}',
];
