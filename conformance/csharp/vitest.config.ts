import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'reference-csharp', include: ['tests/**/*.test.ts'] } });
