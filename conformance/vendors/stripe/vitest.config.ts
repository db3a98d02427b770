import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-stripe', include: ['*.test.ts'] } });
