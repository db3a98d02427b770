import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'reference-typescript', include: ['src/**/*.test.ts', 'mutants/**/*.test.ts'] },
});
