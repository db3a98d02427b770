import type { KeyedMark, Play } from '../play.js';
import { look, outcomeOf, type Pattern } from './pattern.js';
import { followsLongBody, leavesBodyUnread } from './unread.js';

/** What a broken requirement comes to, where nothing more can be told of it. */
const words: Readonly<Record<string, readonly [name: string, text: string]>> = {
  'error.messageBound': ['messageUnbounded', 'lets a message grow beyond its bound'],
  'error.cause': ['causeLost', 'drops the low-level error'],
  'error.name': ['nameOther', 'names its errors otherwise than their classes'],
  'timeout.total': ['totalTimeoutOther', 'does not end a call when its total time is up'],
  'error.serializable': ['notSerializable', 'raises errors that cannot be copied or serialised'],
  'error.secrets': ['leaksSecrets', 'lets a credential show in its errors'],
  'error.headers': ['headersLost', 'does not keep the headers of a response on its errors'],
  'stream.events': ['eventsDiffer', 'gives other events than the server sent'],
  'stream.terminal': ['endUnnoticed', 'takes a stream that breaks off for complete'],
  'stream.errorEvent': ['errorEventIgnored', 'does not raise on an error event'],
  'stream.idle': ['idleOther', 'does not time the waits for events as told'],
  'stream.noReplay': ['replaysStream', 'retries a stream after its first event'],
  'redirect.credentials': ['keysGoElsewhere', 'takes its credentials along to another origin'],
  'redirect.notFollowed': ['followsRedirects', 'follows redirects'],
  'abort.settles': ['abortLate', 'does not heed an abort at once'],
  'abort.error': ['abortRaisesOther', 'raises another error on an abort'],
  'call.settles': ['neverSettles', 'never settles'],
  'call.prompt': ['settlesLate', 'settles later than its last answer'],
  'limit.others': ['limitHoldsAll', 'holds up calls of all categories when one has met its limit'],
  'call.isolation': ['sharesState', 'shares state between calls'],
  'process.survives': ['processDies', 'ends its process'],
  'process.responds': ['processHangs', 'keeps its process busy without end'],
  'process.rejections': ['unhandledRejection', 'leaves a rejection unhandled'],
  'process.warnings': ['warns', 'emits process warnings'],
  'process.leftBehind': ['leavesBehind', 'leaves timers or sockets behind'],
  'process.escapedTimer': ['waitsUnseen', 'waits out of reach of any clock that tests have'],
};

interface Follows {
  readonly requirement: string;
  readonly of: string;
  /** Whether events must have been given, or none. */
  readonly withEvents?: boolean;
}

/** What else is broken by what breaks one requirement. */
const follows: Readonly<Record<string, Follows>> = {
  // A message that tells a credential is not what the server said either.
  leaksSecrets: { requirement: 'error.message', of: 'error.secrets' },
  // A stream whose events are not seen looks as if it had broken before the first.
  eventsDiffer: { requirement: 'stream.noReplay', of: 'stream.events', withEvents: false },
  // Node warns of listeners that grow in number, for one.
  leavesBehind: { requirement: 'process.warnings', of: 'process.leftBehind' },
  // One that is asked for again gives its first events twice.
  replaysStream: { requirement: 'stream.events', of: 'stream.noReplay', withEvents: true },
};

function hasEvents(mark: KeyedMark, play: Play): boolean {
  const outcome = outcomeOf(mark, play);
  return (outcome?.kind === 'returned' || outcome?.kind === 'raised') && (outcome.events ?? []).length > 0;
}

/** The judge's own words go before ours. */
export const plainPattern: Pattern = {
  of: ({ because }) => because.requirement in words || because.requirement === 'retry.backoff.jitter',
  look: (mark, play) => {
    const { because, likeness } = mark;
    if (because.requirement === 'call.settles' && followsLongBody(mark, play)) return leavesBodyUnread;
    const [name, text] = words[because.requirement] ?? [];
    // Whatever is wrong with jitter is one thing, of which one scenario shows more than another.
    if (name === undefined || text === undefined)
      return look('unevenJitter', likeness ?? 'spreads its delays unevenly');
    return likeness === undefined ? look(name, text) : { ...look(name, likeness), like: likeness };
  },
  // A sample that passes may be too small to tell.
  touches: (mark, play, { name }) =>
    name === leavesBodyUnread.name ? followsLongBody(mark, play) : name !== 'unevenJitter',
  follows: (mark, play, { name }) => {
    const from = follows[name];
    if (from === undefined || from.requirement !== mark.because.requirement) return false;
    if (from.withEvents !== undefined && from.withEvents !== hasEvents(mark, play)) return false;
    return [...play.marks.values()].some(
      (own) => own.step === mark.step && own.verdict === 'fail' && own.because.requirement === from.of,
    );
  },
};

/** A wait that needs no other call to show. */
export const blockingPattern: Pattern = {
  of: ({ measured }) => measured['blockedMs'] !== undefined,
  look: () => look('blocksLoop', 'blocks the event loop where it waits, and with it all other calls'),
};

/** Whether an SDK stops at last where it had retried what it must not: its retries are used up. */
function hasRetried({ step, attempt = 0 }: KeyedMark, { marks }: Play): boolean {
  return [...marks.values()].some(
    (mark) =>
      mark.step === step && mark.aspect === 'action' && mark.verdict === 'fail' && (mark.attempt ?? 0) < attempt,
  );
}

/** A decision that no change of policy explains. */
export const actionPattern: Pattern = {
  of: ({ aspect }) => aspect === 'action',
  look: ({ measured }) =>
    measured['gapMs'] === undefined
      ? look('doesNotRetry', 'does not retry')
      : look('retries', 'retries what is not to be retried'),
  // What must not be retried, an SDK that does not retry gets right.
  touches: (mark, play, { name }) =>
    (mark.measured['requests'] === undefined) !== (name === 'retries') &&
    !(name === 'retries' && hasRetried(mark, play)),
};
