import { suite } from '../../vitest.shared.ts';

export default suite('test-apis', { include: ['*/*.test.ts'], testTimeout: 300_000 });
