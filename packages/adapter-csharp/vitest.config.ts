import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'adapter-csharp', include: ['tests/**/*.test.ts'] } });
