import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-openai', include: ['*.test.ts'] } });
