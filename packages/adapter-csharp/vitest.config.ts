import { suite } from '../../vitest.shared.ts';

export default suite('adapter-csharp', { include: ['tests/**/*.test.ts'] });
