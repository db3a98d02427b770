import { suite } from '../../vitest.shared.ts';

export default suite('clock-sdks', { testTimeout: 180_000 });
