import { type Answer, statusEntry } from '@sdk-conformance/model';
import { type Context, type Factor, hasOption } from '../factor.js';
import { type Learnt, line, open, together } from '../line.js';
import { outcomeOf, type Play, raisedBy, retriesOf } from '../plays.js';
import { failure, nameOf, probe, readAndWrite, success } from '../probe.js';

/** An abort settles its call within so many ms, by what SDKs are held to. */
const promptMs = 100;

/** Statuses of which the last decides, where two of them raise different classes. */
const pairs = [
  [429, 503],
  [429, 500],
  [503, 429],
] as const;

const broken: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };

/** How calls end that are redirected, that are out of retries, or that are aborted. */
export const endingsFactor: Factor = {
  name: 'endings',
  probes: (context) => {
    const { operations, retried, spec } = context;
    const [reads] = readAndWrite(operations);
    const { maxRetries } = spec.retry;
    return [
      ...(reads === undefined
        ? []
        : [probe('endings', 'redirect', reads, [{ fixture: 'http/redirect/302' }, success(reads)])]),
      ...(retried === null || maxRetries === null || maxRetries === 0
        ? []
        : pairs.map(([before, last]) =>
            probe('endings', `last/${last}-after-${before}`, retried.operation, [
              ...Array.from({ length: maxRetries }, () => failure(before)),
              failure(last),
            ]),
          )),
      // Nothing is learnt of these: they show whether a client that asks for no retry gets none.
      ...(retried === null || !hasOption(context, 'maxRetries')
        ? []
        : [failure(retried.status), broken].map((answer, i) =>
            probe('endings', `none-asked/${i + 1}`, retried.operation, [answer], { options: { maxRetries: 0 } }),
          )),
      ...(retried === null
        ? []
        : [
            probe('endings', 'abort/backoff', retried.operation, [failure(retried.status)], {
              step: { abortAtMs: 100 },
            }),
          ]),
      ...(reads === undefined
        ? []
        : [
            probe(
              'endings',
              'abort/request',
              reads,
              [{ ...success(reads), fault: { kind: 'stall', after: 'request' } }],
              {
                step: { abortAtMs: 700 },
              },
            ),
            probe(
              'endings',
              'abort/body',
              reads,
              [{ ...success(reads), fault: { kind: 'stall', after: { bodyBytes: 5 } } }],
              {
                step: { abortAtMs: 700 },
              },
            ),
          ]),
    ];
  },
  read: (context, plays) => {
    const of = (prefix: string) => plays.filter(({ scenario }) => nameOf(scenario).startsWith(prefix));
    return together([redirected(of('redirect')), exhausted(context, of('last/')), aborted(context, of('abort/'))]);
  },
};

function redirected(plays: readonly Play[]): Learnt {
  const at = ['redirects'];
  const [play] = plays;
  const outcome = play === undefined ? null : outcomeOf(play);
  if (play === undefined || outcome === null) return open(at, 'not probed');
  const [first, ...others] = play.observation.exchanges;
  if (others.some(({ request }) => request.target === first?.request.target))
    return open(at, 'after a redirect the same request is made again');
  // The answer that waits at the other place belongs to no step.
  const requests = play.observation.exchanges.length;
  if (requests > 1) return line(at, 'follow', `a redirect was followed by ${requests - 1} more requests`);
  return outcome.kind === 'raised'
    ? line(at, 'error', 'a redirect raised, and nothing was asked where it points')
    : open(at, 'a redirect comes to a success, and nothing was asked where it points');
}

function exhausted({ spec, language }: Context, plays: readonly Play[]): Learnt {
  const at = ['retry', 'exhausted'];
  const seen = plays.flatMap((play) => {
    const [last = 0, before = 0] = nameOf(play.scenario).slice('last/'.length).split('-after-').map(Number);
    const classOf = (status: number) => {
      const error = statusEntry(spec, status)?.error;
      return spec.errors.classes.find(({ id }) => id === error)?.names[language];
    };
    const raised = raisedBy(play)?.type;
    const full = retriesOf(play) === spec.retry.maxRetries;
    return raised === undefined || !full || classOf(last) === classOf(before) ? [] : [raised === classOf(last)];
  });
  if (seen.length === 0) return open(at, 'not probed: no two statuses that are retried raise different classes');
  return seen.every((isLast) => isLast)
    ? line(at, 'lastError', `${seen.length} calls out of retries raised what their last answer does`)
    : open(at, 'a call that is out of retries does not raise what its last answer does');
}

function aborted({ language }: Context, plays: readonly Play[]): Learnt {
  const played = plays.filter(({ observation }) => observation.steps.some(({ outcome }) => 'aborted' in outcome));
  if (played.length < plays.length || plays.length === 0)
    return open(['abort'], 'not probed: the target aborts no call');
  const settled = played.filter((play) => {
    const [step] = play.observation.steps;
    const at = play.scenario.steps[0]?.abortAtMs ?? 0;
    const ended = step?.settledAt?.virtualMs;
    return (
      ended !== undefined &&
      outcomeOf(play)?.kind === 'raised' &&
      ended - (step?.startedAt?.virtualMs ?? 0) - at <= promptMs
    );
  });
  const during = ['request', 'body', 'backoff'].filter((phase) =>
    settled.some(({ scenario }) => nameOf(scenario) === `abort/${phase}`),
  );
  if (during.length === 0) return open(['abort'], 'an abort settles no call');
  const names = [...new Set(settled.flatMap((play) => raisedBy(play)?.type ?? []))];
  return together([
    line(['abort', 'during'], during, `an abort settles the call within ${promptMs} ms in each of them`),
    line(['abort', 'settleWithinMs'], promptMs, ''),
    line(['abort', 'errors'], { [language]: names }, `raised by ${settled.length} aborts`),
  ]);
}
