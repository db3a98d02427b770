import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-notion', include: ['*.test.ts'] } });
