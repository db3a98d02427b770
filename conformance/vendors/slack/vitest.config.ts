import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-slack', { include: ['*.test.ts'] });
