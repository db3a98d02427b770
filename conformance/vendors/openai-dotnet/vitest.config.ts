import { suite } from '../../../vitest.shared.ts';

export default suite('vendor-openai-dotnet', { include: ['*.test.ts'] });
