import type { OtherDelay } from '@sdk-conformance/judge';
import { type Fixtures, inOneLine, lastWords, type Scenario, type Spec, whyNotByHttp2 } from '@sdk-conformance/model';
import type { TargetFailure } from '@sdk-conformance/reporters';
import { capabilitiesFor, type PlayEvent, type PlayOptions, type Target, whereOnPath } from '@sdk-conformance/runner';
import type { Config, Declarations } from '../plan/plan.js';
import { previewOf } from '../rules/rule-sets.js';
import type { diagnosed } from './causes.js';
import { expectationOf } from './expected.js';
import type { Preparation, Prepare } from './prepare.js';
import {
  gainsByOthers,
  type judged,
  othersOf,
  type Result,
  tooLongForRealTime,
  underRules,
  unjudged,
  withoutBlame,
  withoutRequirements,
} from './result.js';

/** The stages that a run is made of, or what stands in for them in a test. */
export interface Stages {
  readonly play: (options: PlayOptions) => AsyncIterable<PlayEvent>;
  readonly judge: typeof judged;
  readonly prepare: Prepare;
  readonly diagnose: typeof diagnosed;
}

export interface TargetPlay {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly target: Target;
  /** Capabilities that the configuration says are not there, with the reason: what needs one is not played. */
  readonly without: Declarations['without'];
  /** Requirements that are not judged, and the rule set that binds. */
  readonly off: Config['off'];
  readonly rules: Config['rules'];
  readonly preparation: Preparation | null;
  readonly scenarios: readonly Scenario[];
  /** What was played before: by its delays samples show more. */
  readonly before?: readonly Result[];
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  readonly jobs: number | null;
  /** Processes beside each other; absent: the runner's choice. */
  readonly processes?: number;
  readonly signal: AbortSignal;
}

export type TargetEvent =
  | Extract<PlayEvent, { type: 'session' | 'notice' }>
  | { readonly type: 'result'; readonly result: Result }
  | { readonly type: 'failure'; readonly side: TargetFailure['side']; readonly why: string };

type Played = Extract<PlayEvent, { type: 'played' }>;

/** Failures of an adapter at no scenario that are told one by one: a library that writes into the channel writes without end. */
const mostStrays = 100;

/** Plays scenarios on a target and judges each as it comes, in any order. */
export async function* playTarget(
  { play, judge, prepare }: Stages,
  options: TargetPlay,
): AsyncGenerator<TargetEvent, void, undefined> {
  const { spec, fixtures, target, jobs } = options;
  const broken = new Set<string>();
  const unreliable = new Set<string>();
  const { jobs: _, preparation, without, off, rules, before = [], ...rest } = options;
  const unprepared = preparation === null ? null : await prepare(preparation, options.signal);
  if (unprepared !== null && options.signal.aborted) {
    for (const scenario of options.scenarios) {
      yield { type: 'result', result: unjudged(scenario, 'notRun', 'interrupted') };
    }
    return;
  }
  if (unprepared !== null) {
    yield { type: 'failure', side: 'adapter', why: `the target could not be prepared: ${unprepared}` };
    for (const scenario of options.scenarios) {
      yield { type: 'result', result: unjudged(scenario, 'adapterFailed', 'the target could not be prepared') };
    }
    return;
  }
  const tier = options.clock === 'real' ? 'C' : target.clock;
  const scenarios: Scenario[] = [];
  for (const scenario of options.scenarios) {
    const lacking = capabilitiesFor(spec, scenario).find((capability) => without[capability] !== undefined);
    if (lacking !== undefined) {
      const result = unjudged(scenario, 'unsupported', `without ${lacking}: ${inOneLine(without[lacking] ?? '')}`);
      yield { type: 'result', result };
      continue;
    }
    const notByHttp2 = target.http2 === true ? whyNotByHttp2(scenario, fixtures) : null;
    if (notByHttp2 !== null) {
      yield { type: 'result', result: unjudged(scenario, 'unsupported', `by HTTP/2: ${notByHttp2}`) };
      continue;
    }
    const tooLong = tier === undefined ? null : tooLongForRealTime(options, scenario, tier);
    if (tooLong === null) scenarios.push(scenario);
    else yield { type: 'result', result: unjudged(scenario, 'unspecified', tooLong) };
  }
  if (scenarios.length === 0) return;
  let strays = 0;
  const previews = previewOf(rules);
  const own = { spec, fixtures, language: target.language };
  const latestMs = (scenario: Scenario) => expectationOf(own, scenario).mostMs;
  const toldOf = ({ scenario, observation }: Played, beside: readonly OtherDelay[]): readonly TargetEvent[] => {
    try {
      const all = underRules(judge(own, scenario, observation, beside), previews);
      const result = withoutRequirements(all, Object.keys(off));
      return [{ type: 'result', result: withoutBlame(result, unreliable) }];
    } catch (error) {
      const why = `${scenario.id} could not be judged: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
      return [
        { type: 'failure', side: 'harness', why },
        { type: 'result', result: unjudged(scenario, 'notRun', 'the harness failed: our bug') },
      ];
    }
  };
  const results: Result[] = [...before];
  // Samples that pass by their own delays, until those of the others are there.
  const held: Played[] = [];
  for await (const event of play({ ...rest, scenarios, latestMs, ...(jobs === null ? {} : { jobs }) })) {
    switch (event.type) {
      case 'session':
      case 'notice':
        yield event;
        break;
      case 'adapterFailed':
        if (event.scenario !== null) broken.add(event.scenario);
        else if (++strays > mostStrays) break;
        for (const operation of event.unreliable ?? []) unreliable.add(operation);
        yield { type: 'failure', side: 'adapter', why: adapterWords(event, target) };
        break;
      case 'machineFailed':
        yield { type: 'failure', side: 'machine', why: event.why };
        break;
      case 'harnessFailed':
        yield { type: 'failure', side: 'harness', why: [event.why, event.stack].join('\n') };
        break;
      case 'notRun': {
        const verdict = broken.has(event.scenario.id) ? 'adapterFailed' : 'notRun';
        yield { type: 'result', result: unjudged(event.scenario, verdict, inOneLine(event.why)) };
        break;
      }
      case 'played':
        for (const told of toldOf(event, [])) {
          if (told.type === 'result' && gainsByOthers(told.result)) {
            held.push(event);
            continue;
          }
          if (told.type === 'result') results.push(told.result);
          yield told;
        }
        break;
    }
  }
  const others = held.length === 0 ? [] : othersOf(own, results);
  for (const event of held) yield* toldOf(event, others);
  if (strays > mostStrays) {
    const why = `failed so at ${strays - mostStrays} other times, beside all calls; the first ${mostStrays} are told`;
    yield { type: 'failure', side: 'adapter', why };
  }
}

/** What Python, Node, Perl and Ruby say of a module that they do not find. */
const missingModule = /No module named|Cannot find (?:module|package)|Can't locate \S+ in @INC|cannot load such file/;

function adapterWords(event: Extract<PlayEvent, { type: 'adapterFailed' }>, { command, env }: Target): string {
  const where = event.scenario === null ? '' : `${event.scenario}: `;
  const lines = lastWords(event.stderr, 10).map((line) => `stderr | ${line}`);
  const [program = ''] = command;
  const found = whereOnPath(program, env['PATH'] ?? process.env['PATH']) ?? program;
  // Which of several interpreters looked for it is the question then.
  const looked = event.stderr.some((line) => missingModule.test(line)) ? [`it was looked for by ${found}`] : [];
  return [`${where}${inOneLine(event.why)}`, ...lines, ...looked].join('\n');
}
