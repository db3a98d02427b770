import type { Language } from '@sdk-conformance/model';
import { callsOf, type ReproClient } from './calls.js';
import type { ReproSource } from './served.js';
import { templateClient } from './template.js';

/** An adapter whose calls are shown. */
export interface ReproAdapter {
  /** As told to the reader. */
  readonly file: string;
  readonly text: string;
  /** What an import of its own is called from the folder of the repro. */
  readonly importPath: (specifier: string) => string;
}

const kitImport =
  /^import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+['"]@sdk-conformance\/adapter-typescript['"];?[^\S\n]*$/gm;

/** The adapter's own code with the kit taken out of it; null where it uses more of the kit than the definition. */
function withoutKit({ text, importPath }: ReproAdapter): string | null {
  const used = [...text.matchAll(kitImport)].flatMap(([, names = '']) => names.split(','));
  if (used.some((name) => !['', 'defineAdapter'].includes(name.trim()))) return null;
  const rest = text.replace(kitImport, '').trim();
  if (!rest.includes('defineAdapter(') || rest.includes('@sdk-conformance/adapter')) return null;
  return rest.replace(
    /(\bfrom\s+['"])(\.[^'"]*)(['"])/g,
    (_, before, path, after) => before + importPath(path) + after,
  );
}

function typescriptClient(source: ReproSource, adapter: ReproAdapter): ReproClient | null {
  const own = withoutKit(adapter);
  if (own === null) return null;
  const { baseUrl, clients, steps } = callsOf(source);
  const text = `// ${source.scenario.id}: ${source.scenario.about}
// The calls below the line are the SDK's own, from ${adapter.file}; nothing of the conformance kit is used.

const baseUrl = process.argv[2] ?? ${JSON.stringify(baseUrl)};
const clients: any[] = ${JSON.stringify(clients, null, 2)};
const steps: any[] = ${JSON.stringify(steps, null, 2)};

/** Makes the clients, then the calls, and prints what each comes to and when. */
async function defineAdapter({ createClient, operations }: any) {
  const began = performance.now();
  const say = (step: any, ...what: unknown[]) =>
    console.log(\`\${Math.round(performance.now() - began).toString().padStart(8)} ms  \${step.id}:\`, ...what);
  const made = new Map<string, Promise<any>>();
  for (const { id, unset, options, credentials } of clients) {
    const given = Object.assign({}, options, ...unset.map((name: string) => ({ [name]: undefined })));
    made.set(id, (async () => createClient({ baseUrl, options: given, credentials }))());
    made.get(id)?.catch(() => {});
  }
  const shared = new Map<string, any>();
  const settled = new Map<string, Promise<void>>();
  for (const step of steps) settled.set(step.id, call(step));
  async function call(step: any) {
    await settled.get(step.startAfter);
    await new Promise((resolve) => setTimeout(resolve, step.startAtMs ?? 0));
    const own = new AbortController();
    const caller = shared.get(step.signal) ?? { abort: own, options: { signal: own.signal } };
    if (step.signal !== undefined) shared.set(step.signal, caller);
    const abort = () => caller.abort.abort(step.abortReason && new Error(step.abortReason));
    if (step.abortAtMs === 0) abort();
    else if (step.abortAtMs !== undefined) setTimeout(abort, step.abortAtMs);
    say(step, step.operation, step.arguments);
    try {
      const value = await operations[step.operation](await made.get(step.client), step.arguments, caller.options);
      if (value?.[Symbol.asyncIterator] === undefined) return say(step, 'returned', value);
      let events = 0;
      for await (const event of value) {
        say(step, 'event', event);
        if (++events === step.leaveAfter) return say(step, 'left the stream');
      }
      say(step, 'the stream ended');
    } catch (error) {
      say(step, 'raised', error);
    }
  }
}

// ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
${own}
`;
  return { name: 'client.ts', text, runs: true, start: 'npx tsx client.ts' };
}

/** The program that makes the scenario's calls with the SDK alone. */
export function reproClient(
  source: ReproSource,
  language: Language,
  adapter: ReproAdapter | { readonly command: string },
): ReproClient {
  if ('command' in adapter) return templateClient(source, language, adapter.command);
  const own = language === 'typescript' ? typescriptClient(source, adapter) : null;
  return own ?? templateClient(source, language, adapter.file);
}
