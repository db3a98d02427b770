import type { ConfiguredTarget } from '../plan/plan.js';

/** A target of a configuration, for tests: any TypeScript SDK that has everything. */
export function configuredTarget(name: string, more: Partial<ConfiguredTarget> = {}): ConfiguredTarget {
  return {
    name,
    language: 'typescript',
    variant: null,
    start: { command: ['sdk'] },
    env: {},
    clock: null,
    granularityMs: 0,
    tls: false,
    http2: false,
    requires: null,
    prepare: null,
    unsupported: {},
    without: {},
    only: null,
    leastJudged: null,
    mutants: null,
    ...more,
  };
}
