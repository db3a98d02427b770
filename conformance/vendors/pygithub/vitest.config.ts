import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-pygithub', { include: ['*.test.ts'] });
