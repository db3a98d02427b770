import { type ConfiguredTarget, declaredUnsupported, isNoReason } from '@sdk-conformance/engine';
import type { Spec } from '@sdk-conformance/model';
import { nearestName } from '@sdk-conformance/spec';
import type { LoadedConfig } from './config.js';
import type { Mistake } from './mistake.js';
import { escaped } from './schema-mistakes.js';

/** What a configuration says that is not so by its spec. */
export function mistakesBySpec(config: LoadedConfig, spec: Spec): readonly Mistake[] {
  return config.targets.flatMap((target) => {
    const pointer = `/targets/${escaped(target.name)}`;
    return [...languageMistakes(spec, target, pointer), ...operationMistakes(spec, target, pointer)];
  });
}

function languageMistakes(spec: Spec, { language }: ConfiguredTarget, pointer: string): readonly Mistake[] {
  if (spec.languages.includes(language)) return [];
  return [
    {
      pointer: `${pointer}/language`,
      message: `the spec ${spec.file} has no such language`,
      expected: `one of ${spec.languages.join(', ')}`,
      got: language,
      nearest: nearestName(language, spec.languages),
    },
  ];
}

function operationMistakes(spec: Spec, target: ConfiguredTarget, pointer: string): readonly Mistake[] {
  const known = spec.operations.map((operation) => operation.id);
  const unknown = (operation: string) => ({
    message: `the spec ${spec.file} has no such operation`,
    expected: `one of ${known.join(', ')}`,
    nearest: nearestName(operation, known),
  });
  const named: readonly Mistake[] = [
    ...Object.keys(target.unsupported)
      .filter((operation) => !known.includes(operation))
      .map((operation) => ({ pointer: `${pointer}/unsupported/${escaped(operation)}`, ...unknown(operation) })),
    ...(target.only?.operations ?? []).flatMap((operation, i): Mistake[] =>
      known.includes(operation)
        ? []
        : [{ pointer: `${pointer}/only/operations/${i}`, ...unknown(operation), got: operation }],
    ),
  ];
  if (named.length > 0) return named;
  const lacking = declaredUnsupported(spec, target);
  // An adapter that has yet to be written leaves none, and the run says what is to do.
  if (lacking.size < known.length || [...lacking.values()].every(isNoReason)) return [];
  return [
    {
      pointer: `${pointer}/unsupported`,
      message: 'this leaves no operation to play',
      expected: `one of the spec's operations at least that does not stand here: ${known.join(', ')}`,
    },
  ];
}
