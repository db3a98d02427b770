import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import type { Found } from '@sdk-conformance/engine/explore';
import type { Scenario } from '@sdk-conformance/model';
import { makeFolder } from '../config/folder.js';
import { whyUnwritable } from '../config/why.js';
import { plainJson } from '../io.js';

/** Name of the file of a scenario that fails: `retry.count-412.json`. */
export function fileOf({ finding, n }: Found): string {
  return `${finding.requirement}-${n}.json`;
}

/** A folder that scenarios are written to. */
export interface Saving {
  /** As it was named. */
  readonly shown: string;
  readonly write: (file: string, scenario: Scenario) => void;
}

/** @throws UsageError where the folder cannot be made, or a file in it not be written */
export function openSaving(shown: string, cwd: string): Saving {
  const folder = resolve(cwd, shown);
  const told = (act: () => void) => {
    try {
      act();
    } catch (error) {
      throw new UsageError(`--save: ${shown} cannot be written: ${whyUnwritable(error)}`);
    }
  };
  told(() => makeFolder(folder));
  return {
    shown,
    write: (file, scenario) => told(() => writeFileSync(join(folder, file), `${plainJson(scenario)}\n`)),
  };
}
