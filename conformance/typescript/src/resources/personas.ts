import type { Context } from '../attempt.js';
import { execute } from '../execute.js';
import type { RequestOptions } from '../options.js';
import type { Persona } from '../types.js';

export interface Personas {
  /** The personas that this API key may use. */
  list(options?: RequestOptions): Promise<readonly Persona[]>;
}

export function createPersonas(context: Context): Personas {
  return {
    list: async (options = {}) =>
      (await execute(
        context,
        { method: 'GET', path: ['api', 'v1', 'sdk', 'personas'], auth: 'sdk', accept: 'application/json' },
        options,
      )) as readonly Persona[],
  };
}
