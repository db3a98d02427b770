import { suite } from '../../vitest.shared.ts';

export default suite('reference-typescript', { include: ['src/**/*.test.ts', 'mutants/**/*.test.ts'] });
