import { suite } from '../../vitest.shared.ts';

export default suite('vitest', { testTimeout: 120_000 });
