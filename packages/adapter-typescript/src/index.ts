import { type AdapterDefinition, checkDefinition } from './definition.js';
import { serve } from './host.js';
import { ipcTransport } from './transport.js';

export {
  type AdapterDefinition,
  type ClientSettings,
  DefinitionError,
  type Lacks,
  type Operation,
  type Operations,
  type Reason,
  type StepOptions,
} from './definition.js';

const usage = `This adapter is started by the runner. Name it as a target in conformance.config.yaml:
  targets:
    mine:
      language: typescript
      adapter: ${process.argv[1] ?? 'adapter.ts'}
and run: pnpm conformance run --target mine
`;

/**
 * Puts an SDK under test: the last statement of an adapter file. Started by the runner, the process serves calls and ends when
 * the runner has no more; started by hand, it prints how to run it.
 * Raises a {@link DefinitionError} that names the key, what was expected and what came.
 *
 * @example
 * ```ts
 * import { defineAdapter } from '@sdk-conformance/adapter-typescript';
 *
 * class Shop {
 *   constructor(readonly options: { baseUrl: string; apiKey: string; maxRetries?: number }) {}
 *   async getOrder(id: string, signal: AbortSignal): Promise<unknown> {
 *     return (await fetch(`${this.options.baseUrl}/orders/${id}`, { signal })).json();
 *   }
 * }
 *
 * defineAdapter({
 *   sdk: { name: 'shop-sdk', version: '1.0.0' },
 *   createClient: ({ baseUrl, options, credentials }) =>
 *     new Shop({ baseUrl, apiKey: credentials['apiKey'] ?? '', ...options }),
 *   operations: { getOrder: (shop, args: { order_id: string }, { signal }) => shop.getOrder(args.order_id, signal) },
 * });
 * ```
 */
export function defineAdapter<Client>(adapter: AdapterDefinition<Client>): void {
  checkDefinition(adapter);
  const transport = ipcTransport();
  if (transport === null) {
    process.stdout.write(usage);
    return;
  }
  // Nobody is left to report to.
  process.once('disconnect', () => process.exit(1));
  serve(adapter, transport).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`adapter: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
