import { suite } from '../../vitest.shared.ts';

export default suite('reference-csharp', { include: ['tests/**/*.test.ts'] });
