import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-octokit-retry', include: ['*.test.ts'] } });
