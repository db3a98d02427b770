import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests that start the real command build it first and share the machine with others.
  test: { name: 'cli', include: ['src/**/*.test.ts'], testTimeout: 120_000 },
});
