import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'adapter-typescript', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
