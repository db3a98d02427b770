import { createTwoFilesPatch } from 'diff';
import type { GeneratedFile } from './files.js';

/** A file that is not as it is generated. */
export type Difference =
  /** `diff` is unified, from what is on disk to what is generated. */
  | { readonly kind: 'changed'; readonly path: string; readonly diff: string }
  | { readonly kind: 'missing'; readonly path: string }
  /** It stands in a generated folder, and nothing generates it. */
  | { readonly kind: 'leftOver'; readonly path: string };

/** Compares what is generated with the texts on disk: those of generated files, and all in generated folders. */
export function compareWithDisk(
  generated: readonly GeneratedFile[],
  disk: ReadonlyMap<string, string>,
): readonly Difference[] {
  const texts = new Map(generated.map(({ path, text }) => [path, text]));
  const paths = [...new Set([...texts.keys(), ...disk.keys()])].sort();
  return paths.flatMap((path): readonly Difference[] => {
    const was = disk.get(path);
    const is = texts.get(path);
    if (was === is) return [];
    if (was === undefined) return [{ kind: 'missing', path }];
    if (is === undefined) return [{ kind: 'leftOver', path }];
    return [{ kind: 'changed', path, diff: unifiedDiff(path, was, is) }];
  });
}

function unifiedDiff(path: string, was: string, is: string): string {
  if (was.replaceAll('\r\n', '\n') === is) return `${path}: lines end in CR LF on disk, in LF as generated`;
  const patch = createTwoFilesPatch(path, path, was, is, 'on disk', 'generated', { context: 2 });
  return patch.replace(/^(Index: .*\n)?=+\n/, '');
}

/** Files in a package's folder that are made by its own tools, and so never left over. */
const byTools =
  /(^|\/)(node_modules|dist|build|target|bin|obj|__pycache__|\.(?!generated$)[^/]+|[^/]+\.egg-info)(\/|$)|(^|\/)CHANGELOG\.md$|\.tsbuildinfo$/;

export function isMadeByTools(pathInFolder: string): boolean {
  return byTools.test(pathInFolder);
}
