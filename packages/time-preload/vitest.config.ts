import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'time-preload', include: ['src/**/*.test.ts'], testTimeout: 60_000 } });
