import { type Answer, type Environment, environmentName, type Scenario } from '@sdk-conformance/model';

/** East and west of GMT. Both set their clocks when a call that begins with the virtual clock has waited for ten seconds. */
const [east, west] = ['Europe/Berlin', 'America/Nuuk'].map((timeZone): Environment => ({ timeZone })) as [
  Environment,
  Environment,
];

/** It has a decimal comma; it has another calendar; its I and its i are no pair. */
const [comma, calendar, letters] = ['de-DE', 'ar-SA', 'tr-TR'].map((culture): Environment => ({ culture })) as [
  Environment,
  Environment,
  Environment,
];

/** What of an answer is read otherwise somewhere, and where. */
const readings: readonly {
  readonly of: readonly RegExp[];
  /** What else the header must be. */
  readonly header?: RegExp;
  readonly where: readonly Environment[];
}[] = [
  { of: [/\{\{httpdate \+/], where: [east, west, comma, calendar] },
  { of: [/\{\{epoch \+/], where: [east, west] },
  // Whoever reads one in local time finds it beyond the cap in the west and gives up, a must that no sentence means: the form is a should.
  { of: [/\{\{rfc850date \+/, /\{\{asctime \+/], where: [east] },
  { of: [/^\d+\.\d+$/], where: [comma, calendar] },
  { of: [/^\d+,\d+$/], where: [comma] },
  { of: [/^[^{]*I[^{]*$/], header: /^content-type$/i, where: [letters] },
];

/** What of an answer's headers is read otherwise, by kind, with where. */
function kindsOf({ headers = {} }: Answer): readonly (readonly [kind: string, where: readonly Environment[]])[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    readings.flatMap(({ of, header = /^/, where }) =>
      of
        .filter((text) => value !== null && text.test(value) && header.test(name))
        .map((text) => [text.source, where] as const),
    ),
  );
}

/** Of one call by a client as it comes: what is played besides says no more of where it is played. */
function isPlain({ clients, steps }: Scenario): boolean {
  return steps.length === 1 && clients.every(({ options }) => Object.keys(options).length === 0);
}

/**
 * A family's scenarios, and behind them again, in each environment where it may be read otherwise, one of each kind of what their answers say: dates
 * in time zones, numbers and dates in cultures, letters in capitals where lower case is another's.
 */
export function inEnvironments(scenarios: readonly Scenario[]): readonly Scenario[] {
  const chosen = new Map<string, { readonly scenario: Scenario; readonly where: readonly Environment[] }>();
  for (const scenario of scenarios.filter(isPlain)) {
    const [kind] = scenario.steps.flatMap(({ script }) => script.flatMap(kindsOf));
    if (kind !== undefined) chosen.set(kind[0], { scenario, where: kind[1] });
  }
  return [
    ...scenarios,
    ...[...chosen.values()].flatMap(({ scenario, where }) => where.map((environment) => played(scenario, environment))),
  ];
}

function played(scenario: Scenario, environment: Environment): Scenario {
  const where = environment.culture === undefined ? 'time zone' : 'culture';
  return {
    ...scenario,
    id: `${scenario.id}@${environmentName(environment)}`,
    about: `In the ${where} ${environment.timeZone ?? environment.culture}: ${scenario.about}`,
    environment,
  };
}
