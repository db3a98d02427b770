import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-octokit-throttling', { include: ['*.test.ts'] });
