import type { Counted, Newcomer } from './newcomer.js';

/** What is particular to a language on the way from nothing to a gate. */
export interface Walk {
  /** What starts the command before and after it is installed. */
  readonly first: readonly string[];
  readonly command: readonly string[];
  /** What the reports tell the newcomer to type. */
  readonly called: string;
  readonly installs: readonly (readonly string[])[];
  /** Edits of the adapter: the client and two operations. */
  readonly fill: (newcomer: Newcomer) => void;
  /** One defect in the SDK, and its end. */
  readonly break: (newcomer: Newcomer) => void;
  readonly mend: (newcomer: Newcomer) => void;
}

/** Whole runs are few: the others play what the defect shows in, which takes seconds. */
const some = ['--filter', 'status/**', '--filter', 'retry/count/**'];

/** From nothing to a gate that has been seen red and green: each step ends as it must, or this throws. */
export async function walkThrough(newcomer: Newcomer, walk: Walk): Promise<Counted> {
  await toFirstVerdict(newcomer, walk);
  const { types } = newcomer;
  const run = [...walk.command, 'run'];
  walk.break(newcomer);
  await types([...run, ...some], { exit: 1, says: [/behaves like an SDK that .*\n/, /DOES NOT CONFORM.*/] });
  await types([...run, '--update-known', '--reason', 'the count is mended in 1.3'], { exit: 0 });
  await types([...run, ...some], { exit: 0, says: [/CONFORMS.*/] });
  walk.mend(newcomer);
  await types([...run, ...some], { exit: 1, says: [/conformance\.known\.yaml:\d+: .*/] });
  return newcomer.counted();
}

/** As far as the first run that conforms. */
export async function toFirstVerdict(
  newcomer: Newcomer,
  { first, command, called, installs, fill }: Walk,
): Promise<Counted> {
  const { types, edits } = newcomer;
  await types(['git', 'init', '--quiet'], { exit: 0 });
  await types([...first, 'init'], { exit: 0, says: [/Next:/] });
  for (const install of installs) await types(install, { exit: 0 });
  await types([...command, 'run'], { exit: 3, says: [/says "to do" of listItems and createItem/] });
  fill(newcomer);
  edits('conformance.config.yaml', [[/ {4}unsupported:\n {6}listItems: to do\n {6}createItem: to do\n/, '']]);
  await types([...command, 'doctor', '--adapter'], { exit: 0, says: [/ok .*listItems: .*/, /ok .*createItem: .*/] });
  await types([...command, 'run', ...some], { exit: 0, says: [/CONFORMS.*/] });
  edits('conformance/spec.yaml', [[/source: draft/g, 'source: docs']]);
  await types([...command, 'run'], { exit: 0, says: [/CONFORMS.*/, new RegExp(`${called} list`)] });
  return newcomer.counted();
}
