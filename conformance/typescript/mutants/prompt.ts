import type { Config } from '../src/config.js';
import type { Failure } from '../src/failure.js';
import type { Seams } from '../src/seams.js';
import type { Mutant } from './mutant.js';

const longest = 60;

/** Waits as before another attempt, and raises then, after failures that are not worth one or have none left. */
function waitsInVain(
  sound: Seams,
  isWaitedFor: (failure: Failure, isLeft: boolean) => boolean,
): Pick<Seams, 'buildRequest' | 'mayRetry' | 'retryable' | 'wait'> {
  let of: { readonly config: Config } | undefined;
  let isLeft = true;
  let last: Failure | undefined;
  return {
    buildRequest: (config, operation, retriesDone) => {
      of = { config };
      return sound.buildRequest(config, operation, retriesDone);
    },
    mayRetry: (retriesDone, maxRetries) => {
      isLeft = sound.mayRetry(retriesDone, maxRetries);
      return true;
    },
    retryable: (failure, statusIsRetryable) => {
      const isSound = isLeft && sound.retryable(failure, statusIsRetryable);
      last = isSound ? undefined : failure;
      return isSound || isWaitedFor(failure, isLeft);
    },
    wait: async (ms, signal) => {
      const failure = last;
      await sound.wait(ms, signal);
      if (failure !== undefined && of !== undefined) throw sound.toError(failure, of.config, sound);
    },
  };
}

const isOverCap = (failure: Failure): boolean => failure.kind === 'status' && (failure.retryAfter ?? 0) > longest;

export const prompt: readonly Mutant[] = [
  {
    name: 'sleeps-after-last-failure',
    defect: 'the backoff is slept after the last failure too, before the error is raised',
    breaks: 'call.prompt',
    cause: 'settlesLate',
    seams: (sound) => waitsInVain(sound, (failure, isLeft) => !isLeft && !isOverCap(failure)),
  },
  {
    name: 'over-cap-waited-out',
    defect: 'a Retry-After over the cap is waited out, and the error raised then',
    breaks: 'call.prompt',
    cause: 'settlesLate',
    seams: (sound) => waitsInVain(sound, (failure, isLeft) => isLeft && isOverCap(failure)),
  },
  {
    name: 'value-kept-back',
    defect: 'a value is handed over a second after its answer has come',
    breaks: 'call.prompt',
    cause: 'settlesLate',
    seams: (sound) => ({
      readBody: async (response) => {
        const body = await sound.readBody(response);
        if (response.ok) await sound.wait(1000, undefined);
        return body;
      },
    }),
  },
];
