// Packages for Java, compiled all at once and asked in one runtime.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spec } from '@sdk-conformance/model';
import { packageOf } from '../java/names.js';
import { readerFiles } from '../java/reader.js';
import { waitsFile } from '../java/waits.js';
import { viewOf } from '../view.js';
import { type AskedAnswer, askedAnswers } from './answers.js';
import { calledSpecs, type SaidOfCall } from './calls.js';
import { type Dump, isDue, kit, type Workshop } from './runtimes.js';
import { filesOf, foilengine, inEveryLanguage, readmeClient } from './specs.js';
import { type AskedWait, askedWaits, policies, served } from './waits.js';

export const javaIsDue = isDue('javac');

/** Stands behind the name of a test, so that whoever has no Java is told. */
export const unlessJava = javaIsDue ? '' : ' (skipped: apt-get install -y default-jdk-headless)';

/** A program of the kit for one package, without what only packages of another kind have. */
function program(name: string, spec: Spec, at: number, withAnswers = true): string {
  const left = withAnswers ? 'without' : 'only';
  return readFileSync(join(kit, `${name}.java`), 'utf8')
    .replaceAll(new RegExp(`^ *// ${left} answers\\n[\\s\\S]*?// end\\n`, 'gm'), '')
    .replaceAll('__PACKAGE__', packageOf(spec))
    .replaceAll('__NUMBER__', String(at));
}

/** As strict as a compiler of Java is, doc comments and all. */
const strict = ['--release', '11', '-Xlint:all', '-Werror', '-Xdoclint:all,-missing'];

/** A runtime that ends soon is not worth being compiled thoroughly: a third of the time. */
const soon = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** Compiles what stands below a folder, and runs its class Main. */
function runMain(workshop: Workshop, folder: string, main: string, args: readonly string[] = []): string {
  workshop.write([
    { path: `${folder}/Main.java`, text: main },
    { path: `${folder}/Json.java`, text: program('Json', foilengine(), 0) },
  ]);
  const sources = workshop.run('find', ['.', '-name', '*.java'], folder);
  workshop.write([{ path: `${folder}/sources`, text: sources }]);
  const quick = soon.map((flag) => `-J${flag}`);
  workshop.run('javac', [...quick, '-encoding', 'UTF-8', ...strict, '-d', 'classes', '@sources'], folder);
  return workshop.run('java', [...soon, '-cp', 'classes', 'Main', ...args], folder);
}

const asText = <T extends AskedWait | AskedAnswer>(asked: T) => ({ ...asked, text: JSON.stringify(asked.body) });

const sourcesOf = (spec: Spec, folder: string) =>
  filesOf({ ...spec, languages: ['java'] }).flatMap(({ path, text }) => {
    const [, name] = /\/src\/main\/java\/(.*)$/.exec(path) ?? [];
    return name === undefined ? [] : [{ path: `${folder}/src/${name}`, text }];
  });

/** What packages say; others are compiled beside them, and the kit’s programs and the README’s client run. */
export function javaDumps(
  workshop: Workshop,
  packages: readonly { readonly spec: Spec; readonly answers: boolean }[],
  others: readonly Spec[],
): readonly Dump[] {
  const plain = ['Use', 'Previous', 'Readme'].map((name) => {
    return { path: `java/${name}.java`, text: readFileSync(join(kit, `${name}.java`), 'utf8') };
  });
  workshop.write([
    ...[...packages.map(({ spec }) => spec), ...others].flatMap((spec) => sourcesOf(spec, 'java')),
    ...packages.map(({ spec, answers }, at) => ({
      path: `java/Dump${at}.java`,
      text: program('Dump', spec, at, answers),
    })),
    ...plain,
    { path: 'java/Caller.java', text: `package dump;\n${readmeClient(inEveryLanguage(foilengine()), 'java')}` },
    { path: 'java/answers.json', text: JSON.stringify(askedAnswers.map(asText)) },
    { path: 'java/Dumps.java', text: dumps(packages.map(({ answers }) => answers)) },
  ]);
  return JSON.parse(runMain(workshop, 'java', main('dump.Dumps.says'))) as readonly Dump[];
}

const main = (says: string) => `import foilengine.errormap.Json;

public final class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(Json.text(${says}()));
    }

    private Main() {}
}
`;

const dumps = (answers: readonly boolean[]) => `package dump;

import foilengine.errormap.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public final class Dumps {
    public static List<Object> says() throws Exception {
        Use.check();
        Previous.check();
        Readme.check();
        List<?> asked = (List<?>) Json.read(Files.readString(Path.of("answers.json")));
        return List.of(${answers.map((has, at) => `Dump${at}.says(${has ? 'asked' : 'List.of()'})`).join(', ')});
    }

    private Dumps() {}
}
`;

/** How long the waits of all policies are, and what packages make of each attempt. */
export function javaSays(
  workshop: Workshop,
  asked: readonly unknown[],
): { readonly waits: never; readonly calls: readonly (readonly SaidOfCall[])[] } {
  const numbered = (count: number, call: (at: number) => string) => Array.from({ length: count }, (_, at) => call(at));
  workshop.write([
    ...calledSpecs.flatMap((spec, at) => [
      ...sourcesOf(spec, 'java'),
      { path: `java/Calls${at}.java`, text: program('Calls', spec, at) },
    ]),
    ...policies.flatMap((spec, at) => {
      const view = viewOf(spec, 'java');
      if (view.waits === null) throw new RangeError('each policy has a backoff');
      const hints = view.waits.hints === null ? 'null' : 'RetryDelays.retryAfterSeconds(answer, now)';
      const files = { ...readerFiles(view), 'RetryDelays.java': waitsFile(view, view.waits) };
      return [
        ...Object.entries(files).map(([name, text]) => ({ path: `java/v${at}/${name}`, text })),
        { path: `java/Waits${at}.java`, text: program('Waits', spec, at).replace('__SECONDS__', hints) },
      ];
    }),
    { path: 'java/waits.json', text: JSON.stringify(askedWaits.map(served).map(asText)) },
    { path: 'java/calls.json', text: JSON.stringify(asked) },
    {
      path: 'java/Sayings.java',
      text: `package calls;

import foilengine.errormap.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public final class Sayings {
    public static Map<String, Object> says() throws Exception {
        List<?> waits = (List<?>) Json.read(Files.readString(Path.of("waits.json")));
        List<?> calls = (List<?>) Json.read(Files.readString(Path.of("calls.json")));
        return Map.of(
            "waits", List.of(${numbered(policies.length, (at) => `Waits${at}.says(waits)`).join(', ')}),
            "calls", List.of(${numbered(calledSpecs.length, (at) => `Calls${at}.says((Map<?, ?>) calls.get(${at}))`).join(', ')}));
    }

    private Sayings() {}
}
`,
    },
  ]);
  return JSON.parse(runMain(workshop, 'java', main('calls.Sayings.says')));
}
