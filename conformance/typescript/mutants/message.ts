import { FoilEngineError } from '@sdk-conformance/foilengine-error-map-typescript';
import { parseLoose } from '../src/body.js';
import type { Mutant } from './mutant.js';

function messageOf(text: string | null, key: 'error' | 'message'): unknown {
  const body = text === null ? undefined : parseLoose(text);
  return body !== null && typeof body === 'object' ? Reflect.get(body, key) : undefined;
}

export const message: readonly Mutant[] = [
  {
    name: 'message-ignored',
    defect: 'the message is the status phrase, whatever the server said',
    breaks: 'error.message',
    cause: 'messageOther',
    seams: () => ({ message: (_text, status, reason) => reason || `HTTP ${status}` }),
  },
  {
    name: 'message-not-string',
    defect: 'an error object is turned into [object Object]',
    breaks: 'error.message',
    cause: 'messageIsObject',
    seams: (sound) => ({
      message: (text, status, reason) => {
        const error = messageOf(text, 'error');
        return error === undefined ? sound.message(text, status, reason) : String(error);
      },
    }),
  },
  {
    name: 'problem-json-ignored',
    defect: 'of the places where a server puts its message only /error/message is read',
    breaks: 'error.message',
    cause: 'messageOther',
    seams: (sound) => ({
      message: (text, status, reason) => {
        const error = messageOf(text, 'error');
        const nested = error !== null && typeof error === 'object' && 'message' in error;
        return sound.message(nested ? text : null, status, reason);
      },
    }),
  },
  {
    name: 'phrase-from-status-line-only',
    defect: 'where the status line has no phrase, as in HTTP/2, the message is the number',
    breaks: 'error.message',
    cause: 'messageOther',
    seams: (sound) => ({
      message: (text, status, reason) => sound.message(text, status, reason || `HTTP ${status}`),
    }),
  },
  {
    name: 'message-in-raw-body',
    defect: 'the message is the whole body, the server’s words somewhere in it',
    breaks: 'error.message',
    cause: 'messageNotExact',
    seams: (sound) => ({ message: (text, status, reason) => text || sound.message(text, status, reason) }),
  },
  {
    name: 'printed-without-message',
    defect: 'an error that is printed shows its class and status alone, as then do all logs',
    breaks: 'error.message',
    cause: 'printedWithoutMessage',
    seams: (sound) => ({
      toError: (failure, config, seams) => {
        const error = sound.toError(failure, config, seams);
        const value = () => `${error.name} (${failure.kind})`;
        return Object.defineProperty(error, 'toString', { value, enumerable: false });
      },
    }),
  },
  {
    name: 'message-unbounded',
    defect: 'a huge message is kept whole',
    breaks: 'error.messageBound',
    cause: 'messageUnbounded',
    seams: () => ({ bound: (text) => text }),
  },
  {
    name: 'message-bound-in-characters',
    defect: 'the bound counts characters, so that other scripts exceed it',
    breaks: 'error.messageBound',
    cause: 'messageUnbounded',
    seams: () => ({ bound: (text) => text.slice(0, 4096) }),
  },
  {
    name: 'html-masks-status',
    defect: 'an error body that is not JSON raises a parse error of the base class, without the status',
    breaks: 'error.class',
    cause: 'raisesOther',
    seams: (sound) => ({
      toError: (failure, config, seams) =>
        failure.kind === 'status' && parseLoose(failure.text ?? '{}') === undefined
          ? new FoilEngineError('The error response is not JSON')
          : sound.toError(failure, config, seams),
    }),
  },
  {
    name: 'cut-error-loses-status',
    defect: 'an error body that breaks off raises the base class, without the status',
    breaks: 'error.class',
    cause: 'raisesOther',
    scope: { body: 'cut' },
    seams: (sound) => ({
      toError: (failure, config, seams) =>
        failure.kind === 'status' && failure.text === null
          ? new FoilEngineError('The error response broke off')
          : sound.toError(failure, config, seams),
    }),
  },
];
