import { ancestry, type ErrorClassId, type Spec, type StatusEntry } from '@sdk-conformance/model';
import { shown } from '../mistake.js';
import { nearestName } from '../nearest.js';
import { type Rule, unknownName } from './rule.js';

type Reference = readonly [pointer: string, id: ErrorClassId];

/** Codes and their places that name a class. */
function raisedByCode({ errors }: Spec): readonly Reference[] {
  const { discriminator, codes, unknownCode } = errors;
  return [
    ...[...discriminator, ...codes].flatMap(({ error, pointer }) =>
      error === null ? [] : [[`${pointer}/error`, error] as const],
    ),
    ...(unknownCode === null ? [] : [['/errors/unknownCode', unknownCode] as const]),
  ];
}

/** Bodies that decide of the class: those of errors that cannot be read, and of successes that tell of a failure. */
function raisedByBody({ errors: { body }, success: { failure } }: Spec): readonly Reference[] {
  const unreadable = (['notJson', 'cut', 'corrupt', 'empty'] as const).flatMap((key) => {
    const rule = body[key];
    return typeof rule === 'object' && rule !== null ? [[`/errors/body/${key}`, rule.error] as const] : [];
  });
  return failure === null ? unreadable : [...unreadable, ['/success/failure/error', failure.error]];
}

/** A row of the status table; the last of a list stands under its place. */
function rowReferences({ error, cases, pointer }: StatusEntry): readonly Reference[] {
  const own = cases.length === 0 ? `${pointer}/error` : `${pointer}/${cases.length}/error`;
  return [
    ...(error === null ? [] : [[own, error] as const]),
    ...cases.map((one): Reference => [`${one.pointer}/error`, one.error]),
  ];
}

/** Every place that names an error class. */
function references(spec: Spec): readonly Reference[] {
  const { errors, statuses, streaming } = spec;
  return [
    ['/errors/base', errors.base],
    ...errors.classes.flatMap((c) => (c.extends === null ? [] : [[`${c.pointer}/extends`, c.extends] as const])),
    ...[...errors.fields, ...errors.freeFields].flatMap((f) =>
      f.classes.map((id, index) => [`${f.pointer}/classes/${index}`, id] as const),
    ),
    ...Object.entries(errors.transport).map(([kind, id]) => [`/errors/transport/${kind}`, id] as const),
    ...raisedByCode(spec),
    ...raisedByBody(spec),
    ...statuses.flatMap(rowReferences),
    ...(streaming?.errorClass == null ? [] : [['/streaming/errorClass', streaming.errorClass] as const]),
  ];
}

const classExists: Rule = {
  *check({ spec }) {
    const known = spec.errors.classes.map(({ id }) => id);
    for (const [pointer, id] of references(spec)) {
      // A class without `extends` follows the base class: what is wrong with that is told there.
      const written = spec.positions[pointer] !== undefined;
      if (written && !known.includes(id)) yield unknownName(pointer, 'error class', id, known);
    }
  },
};

const baseExtendsNothing: Rule = {
  *check({ spec }) {
    const base = spec.errors.classes.find(({ id }) => id === spec.errors.base);
    if (base === undefined || base.extends === null) return;
    yield {
      pointer: `${base.pointer}/extends`,
      shows: 'value',
      message: `${base.id} is the base class and extends ${base.extends}`,
      expected: 'nothing above the base class',
      got: shown(base.extends),
    };
  },
};

const noCircle: Rule = {
  *check({ spec }) {
    for (const error of spec.errors.classes) {
      const above = ancestry(spec, error.id);
      // The base class itself extends nothing, which is another rule's.
      if (above.some(({ id }) => id === spec.errors.base) || above.at(-1)?.extends !== error.id) continue;
      yield {
        pointer: `${error.pointer}/extends`,
        shows: 'value',
        message: `the classes above ${error.id} lead round in a circle`,
        expected: `a way up to ${spec.errors.base}`,
      };
    }
  },
};

const nameInEachLanguage: Rule = {
  *check({ spec }) {
    for (const { id, names, pointer } of spec.errors.classes) {
      for (const language of spec.languages.filter((l) => names[l] === undefined)) {
        yield { pointer: `${pointer}/names`, shows: 'key', message: `${id} has no name in ${language}` };
      }
    }
  },
};

const namesDiffer: Rule = {
  *check({ spec }) {
    for (const language of spec.languages) {
      const seen = new Map<string, ErrorClassId>();
      for (const { id, names, pointer } of spec.errors.classes) {
        const name = names[language];
        if (name === undefined) continue;
        const first = seen.get(name);
        if (first === undefined) seen.set(name, id);
        else {
          const message = `${id} and ${first} are both called ${name} in ${language}`;
          yield { pointer: `${pointer}/names/${language}`, shows: 'value', message };
        }
      }
    }
  },
};

/** A name of before leads to one class. */
const formerNamesDiffer: Rule = {
  *check({ spec }) {
    const { classes } = spec.errors;
    for (const language of spec.languages) {
      const owners = new Map(
        classes.flatMap(({ id, names: { [language]: name } }) => (name === undefined ? [] : [[name, id]])),
      );
      for (const { id, formerly, pointer } of classes) {
        for (const name of formerly?.[language] ?? []) {
          const owner = owners.get(name);
          if (owner === undefined) {
            owners.set(name, id);
            continue;
          }
          const message = `${id} and ${owner} are both found as ${name} in ${language}`;
          const expected = 'a name that no other class has or had';
          yield { pointer: `${pointer}/formerly/${language}`, shows: 'key', message, expected, got: shown(name) };
        }
      }
    }
  },
};

const classReached: Rule = {
  *check({ spec, document }) {
    const { base, transport } = spec.errors;
    const raised = [
      base,
      ...spec.statuses.flatMap((row) => rowReferences(row).map(([, id]) => id)),
      ...[...raisedByCode(spec), ...raisedByBody(spec)].map(([, id]) => id),
      ...Object.values(transport),
      ...(spec.streaming?.errorClass == null ? [] : [spec.streaming.errorClass]),
    ];
    const known = spec.errors.classes.map(({ id }) => id);
    // A class that is raised under a misspelt name is told of once, at that name.
    const meant = raised.map((id) => (known.includes(id) ? id : (nearestName(id, known) ?? id)));
    const reached = new Set(meant.flatMap((id) => ancestry(spec, id).map((error) => error.id)));
    for (const { id, deprecated, pointer } of spec.errors.classes) {
      if (document.errors.classes[id]?.raised === false) {
        if (!reached.has(id)) continue;
        const message = `the file raises ${id}`;
        yield { pointer: `${pointer}/raised`, shows: 'key', message, expected: 'no raised: false' };
        continue;
      }
      if (reached.has(id) || deprecated) continue;
      yield {
        pointer,
        shows: 'key',
        message: `nothing raises the error class ${id}`,
        expected:
          'a status, a code, a transport fault or a stream that raises it or a class below it, or raised: false',
      };
    }
  },
};

export const classRules = [
  classExists,
  baseExtendsNothing,
  noCircle,
  nameInEachLanguage,
  namesDiffer,
  formerNamesDiffer,
  classReached,
];
