import { createRequire } from 'node:module';
import {
  diagnosed,
  type Ended,
  judged,
  type Plan,
  type RunListener,
  type RunOptions,
  run,
} from '@sdk-conformance/engine';
import { LOG_VERSION, quoted, type RunRecord } from '@sdk-conformance/reporters';
import { play } from '@sdk-conformance/runner';
import type { Selection } from '../config/plan.js';
import { type Io, inCi } from '../io.js';
import { defaultSeed } from '../options.js';
import { preparing } from '../preparing.js';
import { onCrash } from './crash.js';

export type PlayOptions = Selection & Omit<RunOptions, 'ci' | 'path' | 'onCrash'>;
export type PlayIo = Pick<Io, 'env' | 'command'>;

interface PlayListener extends Pick<RunListener, 'record' | 'result'> {
  /** A line for whoever waits. */
  readonly say: (line: string) => void;
}

/** Plays a plan on this machine; the first record tells how it was asked for. */
export function playPlan(plan: Plan, options: PlayOptions, io: PlayIo, listener: PlayListener): Promise<Ended> {
  const { record, result, say } = listener;
  record(runRecord(plan, options, io));
  return run(
    plan,
    { ...options, ci: inCi(io.env), path: io.env['PATH'], onCrash },
    { play, judge: judged, diagnose: diagnosed, prepare: preparing(say, io.env) },
    { record, result, notice: (target, why) => say(`${target}: ${why}`) },
  );
}

function runRecord({ spec, config }: Plan, command: PlayOptions, io: PlayIo): RunRecord {
  return {
    type: 'run',
    log: LOG_VERSION,
    version: ownVersion(),
    spec: { file: spec.file, api: spec.api.name, specVersion: spec.specVersion, operations: spec.operations.length },
    seed: command.seed,
    clock: command.clock,
    filters: command.filter ?? [],
    ...(command.shard === undefined ? {} : { shard: command.shard }),
    strict: command.strict,
    off: Object.entries(config.off).map(([id, reason]) => ({ id, reason })),
    repeat: command.repeat,
    rerun: rerunCommand(command, io),
    measured: {
      startedAt: new Date().toISOString(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    },
  };
}

/** The options that bear on a verdict, so that a rerun comes to the same. */
function rerunCommand({ config, spec, seed, clock, power, env = {}, tls, http2 }: PlayOptions, io: PlayIo): string {
  return [
    `${io.command} run`,
    ...(config === undefined ? [] : ['--config', quoted(config)]),
    ...(spec === undefined ? [] : ['--spec', quoted(spec)]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', quoted(`${name}=${value}`)]),
    ...(tls === true ? ['--tls'] : []),
    ...(http2 === true ? ['--http2'] : []),
    ...(power === undefined ? [] : ['--power', String(power)]),
    ...(seed === defaultSeed ? [] : ['--seed', String(seed)]),
    ...(clock === 'virtual' ? [] : ['--clock', clock]),
  ].join(' ');
}

function ownVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)('../../package.json');
  return version;
}
