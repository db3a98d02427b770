import { suite } from '../../vitest.shared.ts';

// A round of the cells takes minutes, and mutation has thousands of rounds.
const isMutated = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;

export default suite('judge', isMutated ? { exclude: ['**/node_modules/**', '**/dist/**', 'src/cells/**'] } : {});
