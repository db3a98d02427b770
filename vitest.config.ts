import { defineConfig } from 'vitest/config';

/** All suites as one run, for `vitest` at the root. `pnpm test` runs each package's on its own. */
export default defineConfig({
  test: {
    projects: ['{packages,conformance,conformance/vendors}/*/vitest.config.ts', 'checks/vitest.config.ts'],
    globalSetup: ['./vitest.build.ts'],
  },
});
