import type { Echo, Echoed } from '@sdk-conformance/protocol';
import { toJson } from './json.js';

/** Reads JSON texts and gives them on as every returned value is given on. */
export function echoed({ texts }: Echo): readonly Echoed[] {
  return texts.map((text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return { failed: `the text is not JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
    const converted = toJson(value);
    return converted.ok ? { value: converted.value } : { failed: converted.why };
  });
}
