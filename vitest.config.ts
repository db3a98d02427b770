import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'checks', 'conformance/*/vitest.config.ts', 'conformance/vendors/*/vitest.config.ts'],
    globalSetup: ['./vitest.build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
