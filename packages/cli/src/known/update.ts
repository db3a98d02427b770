import { readFileSync, writeFileSync } from 'node:fs';
import { type Ended, isNoReason, type KnownUpdate, type Shard, UsageError, updateOf } from '@sdk-conformance/engine';
import { count } from '@sdk-conformance/reporters';
import type { LoadedConfig } from '../config/config.js';
import { whyUnwritable } from '../config/why.js';
import type { Io } from '../io.js';
import { isDay } from './read.js';
import { type Acceptance, rewritten } from './rewrite.js';

export interface UpdateOptions {
  readonly reason: string | null;
  readonly owner: string | null;
  readonly issue: string | null;
  readonly expires: string | null;
}

/** Of a run with `--update-known`, what bears on whether it may rewrite the file. */
interface Extent {
  readonly filter: readonly string[];
  readonly shard?: Shard;
  readonly bail: boolean;
}

/** @throws UsageError for a run that would not see everything, and for a reason that is none or a day that is over */
export function refuseUpdate(options: UpdateOptions, { filter, shard, bail }: Extent, today: string): void {
  const partial = filter.length > 0 ? '--filter' : shard !== undefined ? '--shard' : bail ? '--bail' : null;
  if (partial !== null) {
    throw new UsageError(
      `--update-known: a run with ${partial} does not see everything\n  expected: a whole run; --target may choose targets`,
    );
  }
  if (options.reason !== null) refuseReason(options.reason);
  if (options.expires === null) return;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(options.expires) || !isDay(options.expires)) {
    throw new UsageError(`--expires: a day like 2026-12-31 is expected, got ${JSON.stringify(options.expires)}`);
  }
  if (options.expires < today) throw new UsageError(`--expires: ${options.expires} is over; today is ${today}`);
}

function refuseReason(reason: string): void {
  if (!isNoReason(reason)) return;
  throw new UsageError(
    `--reason: ${JSON.stringify(reason)} is no reason\n  expected: why these failures are accepted for now`,
  );
}

/**
 * Brings the file of known deviations up to what a run came to. Resolves to the exit code: what is accepted is green from then on.
 *
 * @throws UsageError where a reason is wanting, or the file cannot be written; nothing is written then
 */
export async function updateKnown(
  config: LoadedConfig,
  ended: Ended,
  options: UpdateOptions,
  strict: boolean,
  io: Io,
): Promise<number> {
  const { shown, path } = config.knownFile;
  if (ended.stopped !== null || ended.exit === 3) {
    const why =
      ended.stopped === null ? 'the run is not whole, for the reason told above' : 'the run did not come to its end';
    io.err(`${shown} is not rewritten: ${why}\n`);
    return ended.exit;
  }
  const update = updateOf(ended.known, ended.results, strict);
  const anew = update.add.length + update.change.filter((change) => change.anew).length;
  if (anew + update.change.length + update.remove.length === 0) {
    io.err(`${shown} stays as it is\n`);
    return ended.exit;
  }
  const acceptance = anew === 0 ? null : await acceptanceFor(anew, options, shown, io);
  const text = config.knownFile.there ? readFileSync(path, 'utf8') : null;
  try {
    writeFileSync(path, rewritten(text, config.known, update, acceptance));
  } catch (error) {
    throw new UsageError(`${shown} cannot be written: ${whyUnwritable(error)}`);
  }
  io.err(`${shown}: ${summary(update)}\n`);
  return 0;
}

async function acceptanceFor(entries: number, options: UpdateOptions, shown: string, io: Io): Promise<Acceptance> {
  const what = `${count(entries, 'known deviation')} ${entries === 1 ? 'is' : 'are'} accepted anew`;
  const reason = options.reason ?? (await io.ask?.(`${what} in ${shown}. Why? `)) ?? '';
  if (reason.trim() === '') {
    throw new UsageError(
      `--update-known: ${what}, and a reason is wanting\n  expected: --reason TEXT; nothing was written`,
    );
  }
  refuseReason(reason);
  return { ...options, reason: reason.trim() };
}

function summary({ add, change, remove }: KnownUpdate): string {
  const parts = [
    ...(add.length === 0 ? [] : [`${add.length} added`]),
    ...(change.length === 0 ? [] : [`${change.length} changed`]),
    ...(remove.length === 0 ? [] : [`${remove.length} removed`]),
  ];
  return parts.join(', ');
}
