import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'adapter-python', include: ['tests/**/*.test.ts'] } });
