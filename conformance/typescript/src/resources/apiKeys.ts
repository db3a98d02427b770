import type { Context } from '../attempt.js';
import { execute } from '../execute.js';
import type { RequestOptions } from '../options.js';

export interface ApiKeys {
  /** Revokes a key; needs the option `jwt`. */
  revoke(keyId: string, options?: RequestOptions): Promise<null>;
}

export function createApiKeys(context: Context): ApiKeys {
  return {
    revoke: async (keyId, options = {}) =>
      (await execute(
        context,
        { method: 'DELETE', path: ['api', 'v1', 'sdk', 'api-keys', keyId], auth: 'web', accept: 'application/json' },
        options,
      )) as null,
  };
}
