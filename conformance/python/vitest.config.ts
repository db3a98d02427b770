import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'reference-python', include: ['tests/**/*.test.ts'] } });
