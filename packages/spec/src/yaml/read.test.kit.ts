import { formatProblem } from '@sdk-conformance/model';
import { readYaml } from './read-yaml.js';

/** The value as JSON, or what is wrong. */
export function read(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const yaml = readYaml('a.yaml', bytes);
  return yaml.ok ? JSON.stringify(yaml.value) : yaml.problems.map(formatProblem).join('\n');
}
