import type { PlannedTarget } from '@sdk-conformance/engine';
import { type Check, ok } from '../check.js';
import type { Surroundings } from '../target.js';
import { checkPython } from './python.js';
import { checkTypeScript } from './typescript.js';

/** Whether the types of an adapter that has opened its session hold. Nothing is said of a language that has none. */
export async function checkTypes(
  target: Pick<PlannedTarget, 'name' | 'language' | 'start' | 'env'>,
  folder: string,
  where: Surroundings,
): Promise<readonly Check[]> {
  const { name, language, start } = target;
  if ('adapter' in start) {
    return /\.[cm]?tsx?$/.test(start.adapter) ? checkTypeScript(name, start.adapter, folder, where.signal) : [];
  }
  // It runs, so that its compiler was content.
  if (language === 'csharp') return [ok(`${name}: its types check, by its build`)];
  const [interpreter = '', ...args] = start.command;
  const script = args.find((word) => word.endsWith('.py'));
  if (language !== 'python' || script === undefined) return [];
  return checkPython({ name, interpreter, script, folder, env: target.env }, where);
}
