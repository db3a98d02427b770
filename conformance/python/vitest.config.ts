import { suite } from '../../vitest.shared.ts';

export default suite('reference-python', { include: ['tests/**/*.test.ts'] });
