import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-octokit-throttling', include: ['*.test.ts'] } });
