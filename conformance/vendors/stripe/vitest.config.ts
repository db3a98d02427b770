import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-stripe', { include: ['*.test.ts'] });
