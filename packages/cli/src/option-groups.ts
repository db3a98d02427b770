// Options that several verbs have in common.

import type { Shard } from '@sdk-conformance/engine';
import { usualPower } from '@sdk-conformance/scenarios';
import type { Command } from 'commander';
import {
  assignments,
  clockOf,
  defaultSeed,
  jobsOf,
  powerOf,
  reporterNames,
  seedOf,
  several,
  type VersionRange,
} from './options.js';

export interface SelectingOptions {
  readonly config?: string;
  readonly spec?: string;
  readonly target?: readonly string[];
  readonly filter?: readonly string[];
  readonly exclude?: readonly string[];
  readonly power?: number;
}

export interface PlayingOptions extends SelectingOptions {
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  readonly jobs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly tls?: true;
  readonly http2?: true;
}

export interface RunOptions extends PlayingOptions {
  readonly shard?: Shard;
  readonly processes?: number;
  readonly reporter?: readonly string[];
  readonly strict?: true;
  readonly bail?: true;
  readonly repeat: number;
  readonly trace?: true;
  readonly watch?: true;
  readonly sdkVersion?: VersionRange;
  readonly timeout?: number;
  readonly all?: true;
  readonly durations?: number | true;
  readonly updateKnown?: true;
  readonly reason?: string;
  readonly owner?: string;
  readonly issue?: string;
  readonly expires?: string;
}

export function configured(command: Command): Command {
  return command.option('--config <file>', 'configuration in place of the nearest one');
}

export function targeted(command: Command): Command {
  return configured(command).option(
    '--target <name>',
    'target of that name, else all of that language; may be given several times',
    several,
  );
}

export function naming(command: Command): Command {
  return targeted(command)
    .option('--spec <file>', "spec in place of the configuration's")
    .option('--power <n>', `clients whose delays show how jitter is spread, ${usualPower} unless given`, powerOf);
}

export function selecting(command: Command): Command {
  return naming(command)
    .option(
      '--filter <glob>',
      'scenarios whose id matches: * stops at /, ** does not, !glob leaves out; may be given several times',
      several,
    )
    .option('--exclude <glob>', 'leaves out scenarios whose id matches; may be given several times', several);
}

export function inEnvironment(command: Command): Command {
  return command.option(
    '--env <name=value>',
    "set in the targets' environment, over the configuration's, and shown in reports; may be given several times",
    assignments,
  );
}

export function playing(command: Command): Command {
  return inEnvironment(selecting(command))
    .option('--tls', 'send every target to an https URL, as those with tls: true')
    .option('--http2', 'speak HTTP/2 with every target that takes it, by TLS, as with those with http2: true')
    .option('--clock <kind>', 'virtual or real time', clockOf, 'virtual')
    .option('--seed <n>', 'seed of all that is random on our side', seedOf, defaultSeed)
    .option('--jobs <n>', 'calls open at once on a target', jobsOf);
}

export function reporting(command: Command): Command {
  return command
    .option('--reporter <name[=file]>', `${reporterNames.join(', ')}; may be given several times`, several)
    .option('--all', 'fold nothing in the report: every failure and every scenario that it shows in');
}
