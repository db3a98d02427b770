import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'clock-sdks', include: ['src/**/*.test.ts'], testTimeout: 180_000 } });
