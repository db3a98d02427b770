import { type HintHeader, type HintUnit, matchesStatus, type Operation, type Scenario } from '@sdk-conformance/model';
import { type Derivation, error, oneStep, retriedErrors, success, terminalErrors } from '../../derivation.js';

const family = 'retry/after';

/** So many seconds as a header of the unit says them; null where no template can. */
export function delayIn(unit: HintUnit, seconds: number): string | null {
  switch (unit) {
    case 's':
      return String(seconds);
    case 'ms':
      return String(seconds * 1000);
    case 'epochS':
      return `{{epoch +${seconds}s}}`;
    case 'epochMs':
      return null;
  }
}

/** A header's name as servers spell it. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (c) => c.toUpperCase());
}

/** What must stand beside a header for it to count. */
export function companion({ when }: HintHeader): Readonly<Record<string, string>> {
  return when === null ? {} : { [when.header]: when.equals };
}

/** True where a hint on the status counts by the policy. */
export function countsOn({ spec }: Derivation, status: number): boolean {
  const statuses = spec.hints?.statuses ?? [];
  return statuses === 'retried' || statuses.some((match) => matchesStatus(match, status));
}

/** A status that limits, and one that is down. */
export function hintedStatuses({ spec }: Derivation): readonly number[] {
  const retried = retriedErrors(spec);
  return [retried.find((s) => s === 429) ?? retried[0], retried.find((s) => s === 503)].filter((s) => s !== undefined);
}

/** The first of the statuses on which a hint counts, or the first of all. */
export function counted(from: Derivation, statuses: readonly number[]): readonly number[] {
  return [statuses.find((status) => countsOn(from, status)) ?? statuses[0]].filter((status) => status !== undefined);
}

/** Which headers are read, and on what that hangs. */
export function aboutHeaders(from: Derivation, operation: Operation): readonly Scenario[] {
  const statuses = hintedStatuses(from);
  return [
    ...headerScenarios(from, operation, statuses),
    ...alone(from, operation, statuses),
    ...unread(from, operation, statuses),
    ...saidByServer(from, operation),
  ];
}

/** A header without the other one beside which it counts. */
function alone(from: Derivation, operation: Operation, statuses: readonly number[]): readonly Scenario[] {
  return (from.spec.hints?.headers ?? []).flatMap(({ name, unit, when }) => {
    const value = delayIn(unit, 20);
    if (when === null || value === null) return [];
    return statuses.map((status) =>
      oneStep({
        family,
        name: `alone-${name.toLowerCase()}/${status}`,
        about: `${status} with ${name}, without ${when.header}: ${when.equals}, beside which it counts; then a success.`,
        operation,
        script: [error(from, status, { [name]: value }), success(operation)],
      }),
    );
  });
}

/** Retry-After where the spec says that no header is read. */
function unread(from: Derivation, operation: Operation, statuses: readonly number[]): readonly Scenario[] {
  if (from.spec.hints?.readsNone !== true) return [];
  return statuses.map((status) =>
    oneStep({
      family,
      name: `unread/${status}`,
      about: `${status} with Retry-After, which the SDK does not read; then a success.`,
      operation,
      script: [error(from, status, { 'Retry-After': '20' }), success(operation)],
    }),
  );
}

/** Where there are several headers: each alone, and all at once, the later the longer. */
function headerScenarios(from: Derivation, operation: Operation, statuses: readonly number[]): readonly Scenario[] {
  const headers = from.spec.hints?.headers ?? [];
  if (headers.length < 2) return [];
  const ok = success(operation);
  const one = (name: string, status: number, about: string, set: typeof said): Scenario =>
    oneStep({
      family,
      name: `${name}/${status}`,
      about: `${about}; then a success.`,
      operation,
      script: [
        error(from, status, Object.assign({}, ...set.map(([key, value, beside]) => ({ ...beside, [key]: value })))),
        ok,
      ],
    });
  const said = headers.flatMap((header, i) => {
    const value = delayIn(header.unit, 2 + 3 * i);
    return value === null ? [] : [[header.name, value, companion(header)] as const];
  });
  const [first, second] = said;
  const unreadable =
    first === undefined || second === undefined ? [] : [[[first[0], 'soon', first[2]] as const, second]];
  return statuses.flatMap((status) => [
    ...said.map((header) =>
      one(`header-${header[0].toLowerCase()}`, status, `${status} with ${header[0]} alone`, [header]),
    ),
    ...unreadable.map((set) =>
      one('unreadable-first', status, `${status} with a word in the first header, and a delay in the next`, set),
    ),
    one('all-headers', status, `${status} with every header that hints at a delay, each at another`, said),
  ]);
}

/** A header that overrides the status table, against what the table says. */
function saidByServer(from: Derivation, operation: Operation): readonly Scenario[] {
  const name = from.spec.hints?.shouldRetryHeader ?? null;
  if (name === null) return [];
  const ok = success(operation);
  const one = (status: number, said: string): Scenario =>
    oneStep({
      family,
      name: `should-retry-${said}/${status}`,
      about: `${status} with ${name}: ${said}; then a success.`,
      operation,
      script: [error(from, status, { [name]: said }), ok],
    });
  return [
    ...retriedErrors(from.spec)
      .slice(0, 1)
      .map((status) => one(status, 'false')),
    ...terminalErrors(from.spec)
      .slice(0, 1)
      .map((status) => one(status, 'true')),
  ];
}
