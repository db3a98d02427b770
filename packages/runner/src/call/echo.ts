import type { Fixtures, JsonValue, OperationId, Spec } from '@sdk-conformance/model';
import type { Echoed } from '@sdk-conformance/protocol';
import { echoDifference } from './echo-difference.js';

/** A recorded success that an adapter is to hand back. */
export interface EchoText {
  /** Those that it is the success of. */
  readonly operations: readonly OperationId[];
  readonly text: string;
  readonly value: JsonValue;
}

/** The recorded successes of the operations that an adapter offers, as far as they are JSON; each once. */
export function echoTexts(spec: Spec, fixtures: Fixtures, offered: readonly OperationId[]): readonly EchoText[] {
  const texts = new Map<string, EchoText>();
  for (const { id, stream, success } of spec.operations) {
    const body = stream || !offered.includes(id) ? undefined : fixtures.get(success.fixture)?.body;
    const read = body === undefined ? null : readJson(body);
    if (read === null) continue;
    const before = texts.get(read.text);
    texts.set(read.text, { ...read, operations: [...(before?.operations ?? []), id] });
  }
  return [...texts.values()];
}

/** Null where it is none: empty, encoded, or with a template in the place of a value. */
function readJson(body: Uint8Array): { readonly text: string; readonly value: JsonValue } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return { text, value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** What an adapter did not hand back as it was. */
export interface EchoLoss {
  readonly operations: readonly OperationId[];
  readonly why: string;
}

export function echoLosses(spec: Spec, texts: readonly EchoText[], values: readonly Echoed[]): readonly EchoLoss[] {
  return texts.flatMap(({ operations, value }, i) => {
    const echoed = values[i];
    if (echoed === undefined) return [];
    const lost =
      'failed' in echoed
        ? `it failed: ${echoed.failed}`
        : echoDifference(value, echoed.value, { compareNull: spec.success.values === 'raw' });
    if (lost === null) return [];
    const why =
      `it does not hand on what the SDK returns: handing back the recorded success of ${operations.join(', ')}, ${lost}. ` +
      'Mend how it gives values as JSON; until then nobody can tell what the SDK itself loses';
    return [{ operations, why }];
  });
}
