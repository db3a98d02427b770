import { environmentWords, type Scenario, type Spec } from '@sdk-conformance/model';
import { describeExpectation, type Expectation } from '@sdk-conformance/oracle';
import type { ReproClient } from './calls.js';

/** A failure that a run found, as its log tells it. */
export interface SeenFailure {
  readonly requirement: string;
  readonly level: string;
  readonly expected: string;
  readonly seen: string;
  /** Place in the spec, `stripe.yaml:87`. */
  readonly at: string;
}

export interface ReadmeParts {
  readonly spec: Spec;
  readonly scenario: Scenario;
  readonly expectation: Expectation;
  readonly target: string;
  readonly client: ReproClient;
  /** Null where no log was given. */
  readonly failures: readonly SeenFailure[] | null;
  /** The command that judges the scenario with the kit. */
  readonly rerun: string;
}

function startLines({ client, target, scenario }: ReadmeParts): readonly string[] {
  const first = client.runs
    ? 'Both run on Node 20 and newer. `client.ts` is the code of the SDK under test and needs its package, and `tsx` to be run.'
    : `\`${client.name}\` lists what is to be called: the kit knows the calls of ${target}, and not the SDK's own names for them.`;
  const { environment } = scenario;
  const where = environment === undefined ? [] : ['', `Start the client in ${environmentWords(environment)}.`];
  return [
    first,
    ...where,
    '',
    '```sh',
    'node server.mjs      # prints each request and when it came',
    `${client.start}`,
    '```',
  ];
}

function seenLines({ failures, target }: ReadmeParts): readonly string[] {
  if (failures === null) return ['Compare what the server and the client print with what is promised below.'];
  if (failures.length === 0) return [`The log has no failure of ${target} in this scenario.`];
  return [
    `What a run saw of ${target}:`,
    '',
    '| requirement | promised at | expected | seen |',
    '| --- | --- | --- | --- |',
    ...failures.map(({ requirement, level, at, expected, seen }) => {
      const cells = [`\`${requirement}\` (${level})`, at, expected, seen];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
    }),
  ];
}

/** The page that tells an owner of the SDK what to start, what the spec promises and what to look at. */
export function reproReadme(parts: ReadmeParts): string {
  const { spec, scenario, expectation, rerun } = parts;
  return `${[
    `# ${scenario.id}`,
    '',
    scenario.about,
    '',
    ...startLines(parts),
    '',
    '## What to look at',
    '',
    ...seenLines(parts),
    '',
    'Time is real here: gaps are those that the server prints, less what the machine adds.',
    '',
    `## What ${spec.file} promises`,
    '',
    '```text',
    ...describeExpectation(spec, expectation),
    '```',
    '',
    `The kit judges it by \`${rerun}\`.`,
  ].join('\n')}\n`;
}
