export { compareWithDisk, type Difference, isMadeByTools } from './compare.js';
export { type GeneratedFile, manifestName, saysGenerated, type Versions } from './files.js';
export { type Generated, generate, generatedFolders } from './generate.js';
