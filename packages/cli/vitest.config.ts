import { suite } from '../../vitest.shared.ts';

// Tests that start the real command build it first and share the machine with others.
export default suite('cli', { testTimeout: 120_000 });
