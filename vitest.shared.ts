import { defineProject, type UserProjectConfigExport } from 'vitest/config';

/** Wide, because suites that start processes share the machine with others; what waits is told by the test, not by its limit. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 50_000 } } };

/**
 * Most of a suite's time goes into loading what it tests. So the files of a suite share their modules, for none changes them, and what is
 * built is loaded as it stands.
 */
const loading = { isolate: false, server: { deps: { external: [/[/]dist[/]/] } } };

/** The suite of one package, whether it runs on its own or as a project of the whole repository. */
export function suite(name: string, options: Suite = {}): UserProjectConfigExport {
  return defineProject({ test: { name, include: ['src/**/*.test.ts'], ...limits, ...loading, ...options } });
}

interface Suite {
  readonly include?: string[];
  readonly exclude?: string[];
  /** Milliseconds. */
  readonly testTimeout?: number;
}
