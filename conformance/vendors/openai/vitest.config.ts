import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-openai', { include: ['*.test.ts'] });
