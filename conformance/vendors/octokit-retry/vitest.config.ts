import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-octokit-retry', { include: ['*.test.ts'] });
