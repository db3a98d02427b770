import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-findings', include: ['src/**/*.test.ts'] } });
