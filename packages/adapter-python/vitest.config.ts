import { suite } from '../../vitest.shared.ts';

export default suite('adapter-python', { include: ['tests/**/*.test.ts'] });
