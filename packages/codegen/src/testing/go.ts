import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../index.js';
import { type Dump, isDue, kit, type Workshop } from './runtimes.js';
import { filesOf, inEveryLanguage, parcel } from './specs.js';

export const goIsDue = isDue('go', 'version');

/** Stands behind the name of a test, so that whoever has no Go is told. */
export const unlessGo = goIsDue ? '' : ' (skipped: apt-get install -y golang-go)';

/** What every module of tests begins with. */
export const goModule = (folder: string, more = ''): GeneratedFile => ({
  path: `${folder}/go.mod`,
  text: `module check\n\ngo 1.19\n${more}`,
});

/** The sources of a spec's package in a folder of a module. */
export function goSources(spec: Spec, folder: string): readonly GeneratedFile[] {
  return filesOf({ ...inEveryLanguage(spec), languages: ['go'] }).flatMap(({ path, text }) =>
    path.endsWith('.go') ? [{ path: `${folder}/${path.split('/').at(-1)}`, text }] : [],
  );
}

/** The second API with a base class that is called Error, as many are, and fields that only one class has. */
export function withBaseError(): Spec {
  const spec = parcel();
  const { classes, fields } = spec.errors;
  const errors = {
    ...spec.errors,
    classes: classes.map((c) => (c.id === 'Api' ? { ...c, names: { ...c.names, go: 'Error' } } : c)),
    fields: fields.map((field) => (field.names['go'] === 'RequestId' ? field : { ...field, classes: ['Client'] })),
  };
  return { ...spec, errors };
}

/** A program of the kit for the package of a number; the compiler takes each once. */
function driver(file: string, number: number, more: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...more, NUMBER: String(number) }).reduce(
    (text, [name, value]) => text.replaceAll(`__${name}__`, value),
    readFileSync(join(kit, file), 'utf8'),
  );
}

function mainOf(imports: readonly string[], lines: readonly string[]): string {
  const head = ['"encoding/json"', '"os"', ...imports.map((name) => `"check/${name}"`)];
  const tail = ['if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {', '\tpanic(err)', '}'];
  return [
    'package main',
    '',
    'import (',
    ...head.sort().map((path) => `\t${path}`),
    ')',
    '',
    'func main() {',
    ...[...lines, ...tail].map((line) => `\t${line}`),
    '}',
    '',
  ].join('\n');
}

/** gofmt and vet have nothing to say of a module's packages; then its program is run. */
export function runGo(workshop: Workshop, folder: string, args: readonly string[] = []): string {
  const unformatted = workshop.run('gofmt', ['-l', '.'], folder);
  if (unformatted !== '') throw new Error(`gofmt would write otherwise: ${unformatted}`);
  workshop.run('go', ['vet', './...'], folder);
  return workshop.run('go', ['run', '.', ...args], folder);
}

/** One program for several packages; `others` are compiled beside them. */
export function goDumps(
  workshop: Workshop,
  packages: readonly { readonly spec: Spec; readonly answers: string | null }[],
  others: readonly Spec[],
): readonly Dump[] {
  workshop.write([
    goModule('go'),
    ...packages.flatMap(({ spec, answers }, i) => [
      ...goSources(spec, `go/p${i}`),
      { path: `go/d${i}/dump.go`, text: driver('dump.go', i) },
      ...(answers === null ? [] : [{ path: `go/d${i}/answers.go`, text: driver('dump-answers.go', i) }]),
    ]),
    ...others.flatMap((spec, i) => goSources(spec, `go/o${i}`)),
    {
      path: 'go/main.go',
      text: mainOf(
        packages.map((_, i) => `d${i}`),
        [
          `said := []any{${packages.map(({ answers }, i) => `dump${i}.Say(${JSON.stringify(answers ?? '')})`).join(', ')}}`,
        ],
      ),
    },
  ]);
  return JSON.parse(runGo(workshop, 'go')) as readonly Dump[];
}

/** What packages of policies say of waits, and those of specs of calls. */
export function goWaits(
  workshop: Workshop,
  policies: readonly { readonly spec: Spec; readonly hints: boolean }[],
  called: readonly Spec[],
): unknown {
  const none = 'time.Duration(0), false';
  workshop.write([
    goModule('go'),
    ...policies.flatMap(({ spec, hints }, i) => [
      ...goSources(spec, `go/v${i}`),
      {
        path: `go/w${i}/waits.go`,
        text: driver('waits.go', i, { SECONDS: hints ? 'm.ParseRetryAfter(answer, now)' : none }),
      },
    ]),
    ...called.flatMap((spec, i) => [
      ...goSources(spec, `go/c${i}`),
      { path: `go/s${i}/calls.go`, text: driver('calls.go', i) },
    ]),
    {
      path: 'go/main.go',
      text: mainOf(
        [...policies.map((_, i) => `w${i}`), ...called.map((_, i) => `s${i}`)],
        [
          'waits, _ := os.ReadFile(os.Args[1])',
          'calls, _ := os.ReadFile(os.Args[2])',
          'said := map[string]any{',
          `\t"waits": []any{${policies.map((_, i) => `waits${i}.Say(waits)`).join(', ')}},`,
          `\t"calls": []any{${called.map((_, i) => `calls${i}.Say(calls)`).join(', ')}},`,
          '}',
        ],
      ),
    },
  ]);
  return JSON.parse(runGo(workshop, 'go', ['../asked.json', '../calls.go.json']));
}
