import type { BackoffPolicy } from '@sdk-conformance/model';
import { goDoc } from '../text/go.js';
import type { View } from '../view.js';
import { jittered, type WaitsView, waitDocs } from '../waits.js';
import { delayHead, hintText } from './hints.js';
import { anyOf, goFile } from './source.js';

/** Delays of retries; a spec without a backoff has no such file. */
export function waitsFile(view: View, { backoff, exceptions, hints }: WaitsView): string {
  return goFile(view, [
    ...goDoc([`Backoff: ${waitDocs.backoff}`, 'status is that of the answer; 0 where none came.']),
    'func Backoff(retry, status int, options *DelayOptions) time.Duration {',
    '\treturn durationOf(backoffMs(retry, status, options))',
    '}',
    '',
    ...backoffText(backoff, exceptions),
    '',
    ...durationOf,
    '',
    ...(hints === null ? plainDelay : hintText(hints)),
  ]);
}

function backoffText(policy: BackoffPolicy, exceptions: WaitsView['exceptions']): readonly string[] {
  const { kind, firstRetryMs, minMs, jitter, floorAfterJitter, clampAfterJitter } = policy;
  const capped = policy.maxMs !== null || exceptions.some(({ maxMs }) => maxMs !== null);
  const bound = (floor: boolean, cap: boolean) => [
    ...(cap && capped ? ['\tdelayMs = math.Min(maxMs, delayMs)'] : []),
    ...(floor && minMs !== null ? [`\tdelayMs = math.Max(${minMs}, delayMs)`] : []),
  ];
  const set = (name: string, ms: number | null, usual: number | null) =>
    ms === null || ms === usual ? [] : [`\t\t${name} = ${ms}`];
  const spread = jittered(jitter, 'delayMs');
  return [
    'func backoffMs(retry, status int, options *DelayOptions) float64 {',
    ...(firstRetryMs === null ? [] : ['\tif retry == 0 {', `\t\treturn ${firstRetryMs}`, '\t}']),
    ...(kind === 'listed'
      ? [`\tdelaysMs := []float64{${policy.delaysMs.join(', ')}}`]
      : [`\tinitialMs := float64(${policy.initialMs})`]),
    ...(capped ? [`\tmaxMs := ${policy.maxMs === null ? 'math.Inf(1)' : `float64(${policy.maxMs})`}`] : []),
    ...exceptions.flatMap(({ ranges, initialMs, maxMs }, at) => [
      `\t${at === 0 ? '' : '} else '}if ${anyOf(ranges)} {`,
      ...(kind === 'listed' ? [] : set('initialMs', initialMs, policy.initialMs)),
      ...set('maxMs', maxMs, policy.maxMs),
    ]),
    ...(exceptions.length === 0 ? [] : ['\t}']),
    ...(jitter.kind === 'none' ? [] : ['\tdrawn := options.drawn()']),
    ...(jitter.kind === 'decorrelated'
      ? [
          '\tbeforeMs := initialMs',
          '\tif retry > 0 && options != nil {',
          '\t\tbeforeMs = math.Max(initialMs, float64(options.Previous)/float64(time.Millisecond))',
          '\t}',
          '\tdelayMs := initialMs + drawn*(3*beforeMs-initialMs)',
          ...bound(true, true),
        ]
      : [
          ...nominal(policy),
          ...bound(true, true),
          ...(spread === 'delayMs' ? [] : [`\tdelayMs = ${spaced(spread)}`]),
          ...bound(floorAfterJitter, clampAfterJitter),
        ]),
    '\treturn delayMs',
    '}',
  ];
}

/** Blanks stand where gofmt has them: around what binds least. */
function spaced(arithmetic: string): string {
  return arithmetic.replace('(2 * drawn - 1)', '(2*drawn-1)').replace(/ ([*/]) (?=\(2|drawn\)|drawn$|2\))/, '$1');
}

function nominal({ kind, factor, power }: BackoffPolicy): readonly string[] {
  switch (kind) {
    case 'exponential':
      return [`\tdelayMs := initialMs * math.Pow(${factor}, float64(retry))`];
    case 'linear':
      return [`\tdelayMs := initialMs * (1 + float64(retry)*${factor})`];
    case 'polynomial':
      return [`\tdelayMs := initialMs * math.Pow(float64(retry+1), ${power})`];
    case 'constant':
      return ['\tdelayMs := initialMs'];
    case 'listed':
      return [
        '\tdelayMs := delaysMs[len(delaysMs)-1]',
        '\tif retry < len(delaysMs) {',
        '\t\tdelayMs = delaysMs[retry]',
        '\t}',
      ];
  }
}

/** The source of `math/rand` gives every process the same numbers before Go 1.20, and one of its own is not for several goroutines at once. */
export const drawnText = `var generator = struct {
	sync.Mutex
	*rand.Rand
}{Rand: rand.New(rand.NewSource(time.Now().UnixNano()))}

func (o *DelayOptions) drawn() float64 {
	if o != nil && o.Random != nil {
		return o.Random()
	}
	generator.Lock()
	defer generator.Unlock()
	return generator.Float64()
}

func (o *DelayOptions) now() time.Time {
	if o == nil {
		return time.Time{}
	}
	return o.Now
}`;

const durationOf = `// durationOf is the longest that there is, some 292 years, where a delay is longer.
func durationOf(ms float64) time.Duration {
	ns := math.Round(ms * float64(time.Millisecond))
	if ns >= math.MaxInt64 {
		return math.MaxInt64
	}
	return time.Duration(ns)
}`.split('\n');

const plainDelay = [
  ...delayHead,
  'func delayOf(retry int, r *reader, options *DelayOptions) (time.Duration, bool) {',
  '\tstatus := 0',
  '\tif r != nil {',
  '\t\tstatus = r.status',
  '\t}',
  '\treturn Backoff(retry, status, options), true',
  '}',
];
