import type { EndRecord, TargetRecord } from '../records.js';
import { type Collected, titleOf } from './collected.js';
import type { Paint } from './paint.js';
import { table, visibleWidth } from './words.js';

/** What was run on what: spec, seed, and a line for each target. */
export function header({ run, targets, end }: Collected, paint: Paint): string[] {
  const filter = run.filters.length === 0 ? '' : ` · filter ${run.filters.join(', ')}`;
  const shard = run.shard === undefined ? '' : ` · part ${run.shard.part} of ${run.shard.of}`;
  const repeat = run.repeat === 1 ? '' : ` · ${run.repeat} rounds`;
  return [
    `${paint.bold(run.spec.api)} · ${run.spec.file} · seed ${run.seed}${filter}${shard}${repeat}`,
    ...table(
      targets.map((target) => ['', paint.bold(titleOf(target)), ...describe(target, end)]),
      visibleWidth,
    ),
  ];
}

function describe(target: TargetRecord, end: EndRecord): string[] {
  if (target.notRun !== null) return [`NOT RUN: ${target.notRun}`];
  if (target.sdk === null) {
    const failed = end.targets.some(({ name, failures }) => name === target.name && failures.length > 0);
    return [failed ? 'its adapter opened no session' : 'not started: there is nothing to play on it'];
  }
  const variant = target.variant === null || target.variant === '' ? '' : ` ${target.variant}`;
  return [`${target.sdk.name} ${target.sdk.version}${variant}`, target.runtime ?? '', clock(target)];
}

function clock({ clockTier, tolerance, http2 }: TargetRecord): string {
  if (clockTier === null || tolerance === null) return '';
  const share = tolerance.aboveShare === 0 ? '' : ` or ${Math.round(tolerance.aboveShare * 100)} %`;
  const bounds =
    tolerance.belowMs === tolerance.aboveMs && share === ''
      ? `±${tolerance.aboveMs} ms`
      : `−${tolerance.belowMs} ms, +${tolerance.aboveMs} ms${share}`;
  return `clock tier ${clockTier} (${tierWords[clockTier]}, delays judged to ${bounds})${http2 === true ? ', by HTTP/2' : ''}`;
}

const tierWords: Readonly<Record<NonNullable<TargetRecord['clockTier']>, string>> = {
  A: 'virtual clock',
  B: 'virtual clock',
  S: 'virtual sleep, timeouts in real time',
  C: 'real time',
};
