import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-notion', { include: ['*.test.ts'] });
