import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'vendor-openai-dotnet', include: ['*.test.ts'] } });
