import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-slack', include: ['*.test.ts'] } });
