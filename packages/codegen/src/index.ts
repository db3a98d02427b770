export {
  type Bump,
  bumpBetween,
  bumpFor,
  bumps,
  type ChangedPackage,
  isEnough,
} from './changes/bumps.js';
export type { Change, ChangeLevel, Told } from './changes/change.js';
export { type Comparison, compareSpecs } from './changes/changes.js';
export { changesetText, readChangeset, sentence } from './changes/changesets.js';
export { compareWithDisk, type Difference, isMadeByTools } from './compare.js';
export { type GeneratedFile, manifestName, saysGenerated, type Versions } from './files.js';
export { type Generated, generate, generatedFolders } from './generate.js';
export { languagesOfMaps, type PackageNames, type Publishing, usualPublishing } from './publishing.js';
