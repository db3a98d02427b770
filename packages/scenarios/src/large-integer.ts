import type { Fixture, Fixtures, Operation, Spec } from '@sdk-conformance/model';

/** The first whole number that a double cannot hold. */
const large = '9007199254740993';

export function largeIntegerFixture({ success }: Operation): string {
  return `${success.fixture}/large-integer`;
}

const firstInteger = /(:\s*)-?\d+(?=\s*[,}])/;

/** Each recorded success that has a whole number, with a large one in its place: where the spec says that they stay exact. */
export function largeIntegerFixtures(spec: Spec, recorded: Fixtures): readonly Fixture[] {
  if (spec.success.integers === null) return [];
  return spec.operations.flatMap((operation) => {
    const base = recorded.get(operation.success.fixture);
    if (base === undefined || operation.stream) return [];
    const text = new TextDecoder().decode(base.body);
    if (!firstInteger.test(text)) return [];
    const body = new TextEncoder().encode(text.replace(firstInteger, `$1${large}`));
    const headers = base.headers.filter(([name]) => name.toLowerCase() !== 'content-length');
    return [{ ...base, headers, id: largeIntegerFixture(operation), body }];
  });
}
