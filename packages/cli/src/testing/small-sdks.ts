import { join } from 'node:path';
import { repository } from './project.js';

/** An SDK of a few lines, in one file with its adapter: it asks once more, and raises what is no success. */
export const fewLines = `import { defineAdapter } from '@sdk-conformance/adapter-typescript';

class GoneWrong extends Error {}

defineAdapter({
  sdk: { name: 'few-lines', version: '1.0.0' },
  createClient: ({ baseUrl, credentials }) => ({ baseUrl, key: credentials.apiKey }),
  operations: {
    listMachines: async (client, args) => {
      const url = \`\${client.baseUrl}/api/v1/sdk/chat/\${args.persona_id}/machines?user_session_id=\${args.user_session_id}\`;
      const ask = () => fetch(url, { headers: { 'X-API-Key': client.key } });
      const response = await ask().catch(ask);
      if (!response.ok) throw new GoneWrong(String(response.status));
      return response.json();
    },
  },
});
`;

interface SmallTarget {
  readonly adapter: string;
  readonly operations: readonly string[];
  /** More lines of the target. */
  readonly more?: string;
}

/** A configuration of SDKs that have a few operations each. */
export function smallTargets(targets: Readonly<Record<string, SmallTarget>>): string {
  const lines = Object.entries(targets).map(
    ([name, { adapter, operations, more = '' }]) => `  ${name}:
    language: typescript
    adapter: ${adapter}
    only: { operations: [${operations.join(', ')}], reason: it is of a few lines }
${more}`,
  );
  return `spec: spec.yaml
fixtures: ${join(repository, 'fixtures')}
targets:
${lines.join('')}`;
}
