import { suite } from '../../vitest.shared.ts';

export default suite('runner', { testTimeout: 120_000 });
