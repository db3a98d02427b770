import { className, type ErrorClassId, type Language, type Spec, statusEntry } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { keyMissing } from './because.js';
import { codeOf } from './error-code.js';
import { bodyRuleOf, holds, type Response, readingOf, told } from './reading.js';

/** The class that an error response raises, and what is known of it besides. */
export interface FoundClass {
  readonly error: ErrorClassId;
  readonly because: Because;
  /** False: it tells of no status, for the body did not let it be known what failed. */
  readonly ofStatus: boolean;
  /** False: nothing is said of its message. */
  readonly tellsMessage: boolean;
}

function because(pointer: string, text: string): Because {
  return { requirement: 'error.class', pointer, text };
}

function missing(pointer: string, text: string): Because {
  return keyMissing('error.class', pointer, text);
}

/** By a body that cannot be read; null where the status decides all the same. */
function byUnreadable(spec: Spec, language: Language, response: Response): FoundClass | Because | null {
  const body = readingOf(response);
  const { undecodable } = spec.errors.body;
  if (body.kind === 'either' && undecodable !== 'keepStatus')
    return because(
      undecodable === null ? '/errors' : '/errors/body/undecodable',
      `an SDK may read ${body.why}, and need not`,
    );
  if (body.kind !== 'none') return null;
  const found = bodyRuleOf(spec.errors.body, body.why);
  if (found === null)
    return missing('/errors/body/undecodable', 'the spec does not say what an error body that cannot be read raises');
  const { rule, pointer } = found;
  if (rule === 'keepStatus') return null;
  if (typeof rule === 'object') {
    const text = `an error body that cannot be read raises ${className(spec, rule.error, language)}`;
    return { error: rule.error, because: because(pointer, text), ofStatus: true, tellsMessage: false };
  }
  const kind = rule === 'transport' ? 'cutBody' : 'decode';
  const error = spec.errors.transport[kind];
  if (error === undefined)
    return missing(`/errors/transport/${kind}`, 'the spec does not say what an error body that cannot be read raises');
  const text = `an error body that cannot be read raises ${className(spec, error, language)}`;
  return { error, because: because(pointer, text), ofStatus: false, tellsMessage: false };
}

/** By the code that it tells; null where it tells none that decides. */
function byCode(spec: Spec, language: Language, response: Response, inSuccess: boolean): FoundClass | Because | null {
  const found = codeOf(spec, response, inSuccess);
  const named = (error: ErrorClassId) => className(spec, error, language);
  const { unknownCode } = spec.errors;
  switch (found.kind) {
    case 'open':
      return found.entry.error === null ? null : because(found.entry.pointer, found.why);
    case 'known': {
      const { code, error, pointer } = found.entry;
      if (error === null) return null;
      const text = `the code ${code} raises ${named(error)}, whatever the status`;
      return { error, because: because(pointer, text), ofStatus: true, tellsMessage: true };
    }
    case 'unknown': {
      const { code, place } = found;
      if (place.error !== null) {
        const text = `${code} at ${place.name} raises ${named(place.error)}`;
        return { error: place.error, because: because(place.pointer, text), ofStatus: true, tellsMessage: false };
      }
      break;
    }
    case 'none':
      break;
  }
  if (unknownCode === null || inSuccess) return null;
  const text = `an error without a known code raises ${named(unknownCode)}`;
  return { error: unknownCode, because: because('/errors/unknownCode', text), ofStatus: true, tellsMessage: false };
}

function byStatus(spec: Spec, language: Language, response: Response): FoundClass | Because {
  const { status } = response;
  const entry = statusEntry(spec, status);
  const named = entry?.key === String(status) ? entry.key : `${status} (${entry?.key})`;
  for (const { when, error, pointer } of entry?.cases ?? []) {
    const held = holds(when, response);
    if (held === 'open') return because(pointer, 'an SDK may read the body, and need not');
    if (!held) continue;
    const text = `${named} where ${told(when)} raises ${className(spec, error, language)}`;
    return { error, because: because(pointer, text), ofStatus: true, tellsMessage: true };
  }
  if (entry?.error == null) return missing(`/statuses/${status}`, `the spec does not say what ${status} raises`);
  const text = `${named} raises ${className(spec, entry.error, language)}`;
  return { error: entry.error, because: because(entry.pointer, text), ofStatus: true, tellsMessage: true };
}

/** The class that an error response raises, by its body, its code or its status; a reason alone where the spec does not say. */
export function classOf(spec: Spec, language: Language, response: Response): FoundClass | Because {
  return (
    byUnreadable(spec, language, response) ??
    byCode(spec, language, response, false) ??
    byStatus(spec, language, response)
  );
}

/** The class that a success raises which tells of a failure. */
export function classOfFailure(spec: Spec, language: Language, response: Response): FoundClass | Because {
  const byItsCode = byCode(spec, language, response, true);
  if (byItsCode !== null) return 'error' in byItsCode ? { ...byItsCode, ofStatus: false } : byItsCode;
  const { failure } = spec.success;
  if (failure === null)
    return missing('/success/failure', 'the spec does not say that a success may tell of a failure');
  const text = `${response.status} where ${told(failure.when)} raises ${className(spec, failure.error, language)}`;
  return { error: failure.error, because: because('/success/failure', text), ofStatus: false, tellsMessage: true };
}
