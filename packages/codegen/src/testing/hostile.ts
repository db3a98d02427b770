import type { ErrorClass, ErrorField, Spec, StatusEntry } from '@sdk-conformance/model';
import fc from 'fast-check';
import { foilengine, inEveryLanguage } from './specs.js';

/** Texts that end, in one language or another, what they stand in. */
const known = [
  `'`,
  `"`,
  `"""`,
  `'''`,
  `""""`,
  'ends in a quote"',
  'ends in a backslash\\',
  '\\',
  '\\\\"',
  '\\u0041 \\x41 \\N{BULLET} \\q',
  '*/ alert(1) /*',
  '// comment',
  '# comment',
  '/** @deprecated {@link x} */',
  '@deprecated',
  '`\u0024{process.exit(3)}`',
  '\u0024{1 + 1} {0} {{x}} %s %(x)s',
  '</summary></remarks><script>&amp;&lt;]]>',
  '<!-- --> <?xml?>',
  'line\nfeed',
  'carriage\r\nreturn\rtab\tvertical\vform\f',
  '\u2028line separator\u2029',
  '\u0085next line',
  '\u202eright to left\u2066isolate\u2069 \u061c\u200f',
  'null \0 bell \u0007 escape \u001b delete \u007f',
  '\ufeffmark',
  'lone \ud800 surrogate \udfff',
  '😀 e\u0301 \u{e0041}\u{10ffff}',
  '#if false\n#endif\n#nullable disable',
  '"; throw new Error(); "',
  '  blanks  at  both  ends  ',
  '| a | b |\n|---|',
  'None null undefined true',
];

const made = fc.sample(
  fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...`'"\\*/\`$\{}<>@#&;\n\r\u2028\u202e x`), minLength: 1, maxLength: 10 }),
  ),
  { numRuns: 150, seed: 5 },
);

const hostileTexts: readonly string[] = [...known, ...made];

/** Foil Engine with a hostile text wherever the spec lets one write. */
export function hostile(names: Readonly<Record<string, readonly string[]>>): Spec {
  const spec = inEveryLanguage(foilengine());
  const text = (i: number) => hostileTexts[i % hostileTexts.length] ?? '';
  const classes = spec.errors.classes.map((c, i) => ({ ...c, description: text(i) }));
  const statuses = spec.statuses.map((entry, i): StatusEntry => {
    const more =
      entry.match.kind === 'code'
        ? { meaning: text(i), causes: i === 2 ? hostileTexts : [text(i + 20)], resolution: text(i + 40) }
        : {};
    return { ...entry, ...more };
  });
  return {
    ...spec,
    api: {
      ...spec.api,
      id: 'hostile',
      name: hostileTexts.join(' '),
      tip: hostileTexts.join(' '),
      documentation: 'https://x.example/?a=%22&b=<c>',
    },
    errors: { ...spec.errors, fields: keywordFields(spec), classes: [...classes, ...classesNamed(names, spec)] },
    // What only some kinds have compiles too.
    backoff: spec.backoff && { ...spec.backoff, kind: 'listed', delaysMs: [500, 900], firstRetryMs: 0, minMs: 1 },
    statuses,
    rateLimits: hostileTexts.map((name, i) => ({
      id: `category${i}`,
      name,
      limit: i + 1,
      windowMs: 1000 * (i + 1),
      scope: 'client',
      appliesTo: text(i + 1),
      pointer: '/rateLimits',
    })),
  };
}

/** Classes with these names, by language, but for those of fields; a language that has fewer gets harmless ones. */
function classesNamed(names: Readonly<Record<string, readonly string[]>>, spec: Spec): readonly ErrorClass[] {
  const fields = keywordFields(spec).flatMap((field) => Object.values(field.names));
  const free = Object.fromEntries(
    Object.entries(names).map(([language, list]) => [language, list.filter((name) => !fields.includes(name))]),
  );
  const most = Math.max(...Object.values(free).map((list) => list.length));
  return Array.from({ length: most }, (_, i) => ({
    id: `Named${i}`,
    extends: spec.errors.base,
    names: Object.fromEntries(spec.languages.map((language) => [language, free[language]?.[i] ?? `Harmless${i}`])),
    deprecated: i % 2 === 0,
    description: null,
    pointer: '/errors/classes',
  }));
}

/** Fields named like keywords, where a language allows it. */
function keywordFields(spec: Spec): readonly ErrorField[] {
  const field = (
    id: ErrorField['id'],
    ...[typescript, python, csharp, java, go]: readonly [string, string, string, string, string]
  ): ErrorField => ({
    id,
    names: { typescript, python, csharp, java, go },
    classes: [spec.errors.base],
    pointer: '/errors/fields',
  });
  return [
    field('status', 'class', 'default', 'Class', 'getStatus', 'Type'),
    field('retryAfter', 'default', 'new', 'var', 'sealed', 'Func'),
    field('requestId', 'new', 'kind', 'Null', 'record', 'Nil'),
    field('headers', 'details', '_self', 'Status', 'module', 'Status'),
    field('message', 'function', 'details', 'message', 'message', 'Message'),
    field('cause', 'null', 'cause', 'innerException', 'cause', 'Cause'),
  ];
}

/** The least that a spec can say: everything else is left open. */
export function minimal(): Spec {
  const spec = inEveryLanguage(foilengine());
  return {
    ...spec,
    api: { ...spec.api, id: 'minimal', name: 'Minimal', tip: null },
    errors: {
      ...spec.errors,
      classes: spec.errors.classes.filter(({ id }) => id === spec.errors.base),
      fields: [],
      body: { ...spec.errors.body, example: null },
    },
    statuses: [],
    retry: {
      optionRange: { min: null, max: null },
      maxRetries: null,
      statuses: null,
      transport: null,
      ownRetries: {},
      methods: null,
      unsafe: null,
      runtimeResends: {},
      operations: {},
      quota: null,
      authRefresh: null,
      exhausted: null,
    },
    backoff: null,
    hints: null,
    timeouts: {
      optionRange: { min: null, max: null },
      attemptMs: null,
      totalMs: null,
      coversBackoff: null,
      totalRaises: null,
      coversBody: null,
      perRead: null,
      perStreamEvent: null,
    },
    rateLimits: [],
    operations: [],
  };
}
