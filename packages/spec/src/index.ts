export { type LoadedSpec, loadSpec } from './load-spec.js';
export { nearestName } from './nearest.js';
export { policyPointers } from './policy-pointers.js';
export { conforms } from './schema/conforms.js';
export { type SpecKey, specKeys } from './schema/keys.js';
export { type Place, type ReadYaml, readYaml, type YamlText } from './yaml/read-yaml.js';
