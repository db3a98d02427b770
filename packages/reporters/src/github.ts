import { atEnd } from './at-end.js';
import type { Reporter } from './records.js';
import { rerunOf } from './rerun.js';
import { blocksOf } from './terminal/blocks.js';
import { headlineOf } from './terminal/failures.js';
import { isStale } from './terminal/known.js';
import { hasLine } from './terminal/place.js';
import { inOneLine } from './terminal/words.js';

/**
 * Annotations of GitHub Actions, as commands on standard output: an error for each kind of binding failure, on its line of the spec, a warning for what is
 * only should. GitHub shows ten of each, so that the gravest come first.
 *
 * @example
 * ```ts
 * import { githubReporter } from '@sdk-conformance/reporters';
 *
 * const annotations = githubReporter();
 * for (const record of records) process.stdout.write(annotations.write(record)); // ::error file=spec.yaml,line=41,…
 * ```
 */
export function githubReporter(): Reporter {
  return atEnd(({ run, findings, causes, end }) => {
    const blocks = blocksOf(findings, causes).map((block) => {
      const [first] = block.findings;
      const names = [...new Set(block.findings.map(({ target }) => target))].join(', ');
      return command(block.binding || run.strict ? 'error' : 'warning', {
        ...(hasLine(first) ? { file: first.at.file, line: String(first.at.line) } : {}),
        title: `${first.requirement} (${first.level})`,
        text: `${names}: ${inOneLine(headlineOf(block))}\nexpected ${inOneLine(first.expected)}\nseen ${inOneLine(first.measured.seen)}\nrerun ${rerunOf(run, first)}`,
      });
    });
    const failures = end.targets.flatMap(({ name, failures }) =>
      failures.map(({ side, why }) => command('error', { title: `${name}: ${side}`, text: why })),
    );
    const stale = end.known.filter(isStale).map(({ at, target, requirement, state }) => {
      const [, file, line] = /^(.*):(\d+)$/.exec(at) ?? [];
      const place = file === undefined || line === undefined ? {} : { file, line };
      const text = `${target}, ${requirement}: the known deviation holds no more (${state})`;
      return command('error', { ...place, title: 'known deviation', text });
    });
    return [...failures, ...blocks, ...stale].join('');
  });
}

interface Annotation {
  readonly file?: string;
  readonly line?: string;
  readonly title: string;
  readonly text: string;
}

function command(kind: 'error' | 'warning', { text, ...properties }: Annotation): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(value)}`);
  return `::${kind} ${given.join(',')}::${inData(text)}\n`;
}

/** What would end the line would be another command. */
function inData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
