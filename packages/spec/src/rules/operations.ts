import { type Operation, statusEntry } from '@sdk-conformance/model';
import { shown } from '../mistake.js';
import { nearestName } from '../nearest.js';
import { escapeKey } from '../yaml/ranges.js';
import { type Rule, unknownName } from './rule.js';

function inPath(operation: Operation): readonly string[] {
  return [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

const pathParameters: Rule = {
  *check({ spec }) {
    for (const operation of spec.operations) {
      const { path, parameters, pointer } = operation;
      const placed = inPath(operation);
      const declared = parameters.filter((p) => p.in === 'path').map(({ name }) => name);
      for (const name of placed.filter((n) => !declared.includes(n))) {
        const message = `the path has {${name}}, which is not declared`;
        yield { pointer: `${pointer}/request`, shows: 'value', message, expected: `path: {${name}: string}, say` };
      }
      for (const name of declared.filter((n) => !placed.includes(n))) {
        yield {
          pointer: `${pointer}/path/${escapeKey(name)}`,
          shows: 'key',
          message: `the path parameter ${name} is not in ${path}`,
          expected: placed.length === 0 ? 'no path parameter' : placed.join(', '),
          nearest: nearestName(name, placed),
        };
      }
      const twice = placed.find((name, index) => placed.indexOf(name) !== index);
      if (twice !== undefined) {
        yield { pointer: `${pointer}/request`, shows: 'value', message: `the path has {${twice}} twice` };
      }
    }
  },
};

const parametersFit: Rule = {
  *check({ spec }) {
    for (const { parameters, method, hasBody, pointer } of spec.operations) {
      const seen = new Map<string, string>();
      for (const { name, in: place, required, type, values } of parameters) {
        const at = `${pointer}/${place}/${escapeKey(name)}`;
        const first = seen.get(name);
        if (first === undefined) seen.set(name, place);
        else yield { pointer: at, shows: 'key', message: `the parameter ${name} stands in ${first} and in ${place}` };
        if (place === 'path' && !required) {
          yield { pointer: at, shows: 'value', message: `the path parameter ${name} cannot be left out` };
        }
        if (values !== null && type !== 'string') {
          const message = `the parameter ${name} lists texts, but its type is ${type}`;
          yield { pointer: `${at}/values`, shows: 'key', message, expected: 'type: string' };
        }
      }
      if (hasBody && (method === 'GET' || method === 'HEAD')) {
        yield { pointer: `${pointer}/body`, shows: 'key', message: `a ${method} request has no body` };
      }
    }
  },
};

const bodyAsFits: Rule = {
  *check({ spec }) {
    for (const { bodyAs, hasBody, parameters, pointer } of spec.operations) {
      if (bodyAs === undefined) continue;
      const at = `${pointer}/bodyAs`;
      if (!hasBody) {
        const message = 'the operation has no body that could be written in any way';
        yield { pointer: at, shows: 'key', message, expected: 'body, or no bodyAs' };
      }
      if (bodyAs.encoding === 'json' && bodyAs.nested !== null) {
        const message = 'nested means nothing in JSON, which nests by itself';
        yield { pointer: `${at}/nested`, shows: 'key', message, expected: 'encoding: form or multipart' };
      }
      if (bodyAs.encoding === 'json' && bodyAs.lists !== null) {
        const message = 'lists means nothing in JSON, which has lists by itself';
        yield { pointer: `${at}/lists`, shows: 'key', message, expected: 'encoding: form or multipart' };
      }
      const nests = parameters.some((p) => p.in === 'body' && (p.type === 'array' || p.type === 'object'));
      if (bodyAs.encoding !== 'json' && bodyAs.lists !== null && hasBody && !nests) {
        const message = 'lists means nothing where no argument of the body is a list';
        yield { pointer: `${at}/lists`, shows: 'key', message, expected: 'an argument of the type array, or no lists' };
      }
      const due = parameters.find((p) => p.in === 'body' && p.required);
      if (bodyAs.optional && due !== undefined) {
        const message = `the body cannot be left out: ${due.name} must be sent`;
        yield { pointer: `${at}/optional`, shows: 'key', message, expected: `${due.name} optional, or no optional` };
      }
    }
  },
};

const constantInBody: Rule = {
  *check({ spec }) {
    for (const { parameters, pointer } of spec.operations) {
      for (const { name, in: place, constant } of parameters) {
        if (constant === undefined || place === 'body') continue;
        const message = `the parameter ${name} of the ${place} is constant`;
        const expected = 'a constant in the body only';
        yield { pointer: `${pointer}/${place}/${escapeKey(name)}/constant`, shows: 'key', message, expected };
      }
    }
  },
};

const requestsDiffer: Rule = {
  *check({ spec }) {
    const seen = new Map<string, string>();
    for (const { id, method, path, parameters, pointer } of spec.operations) {
      const constants = parameters.flatMap((p) => (p.constant === undefined ? [] : [[p.name, p.constant] as const]));
      const told = JSON.stringify(constants.sort(([a], [b]) => (a < b ? -1 : 1)));
      const request = `${method} ${path.replace(/\{\w+\}/g, '{}')} ${told}`;
      const first = seen.get(request);
      if (first === undefined) seen.set(request, id);
      else {
        const message = `${id} makes the same request as ${first}`;
        const expected = 'another method or path, or a key of the body that is constant';
        yield { pointer: `${pointer}/request`, shows: 'value', message, expected };
      }
    }
  },
};

/** What an operation answers when it succeeds is no error by the table. */
const successRaisesNothing: Rule = {
  *check({ spec }) {
    for (const { id, success, pointer } of spec.operations) {
      const { status } = success;
      const row = statusEntry(spec, status);
      if (row === undefined || row.error === null || spec.success.statuses !== null) continue;
      const listed = row.match.kind !== 'default';
      yield {
        pointer: `${pointer}/response/status`,
        shows: 'value',
        message: `${id} succeeds with ${status}, and ${row.key} raises ${row.error} in the table of statuses`,
        expected: listed ? 'the status of a success' : `a row ${status} or 2xx in the table, without an error`,
        got: String(status),
      };
    }
  },
};

/** Statuses that never have a body. */
const bodiless = [204, 205];

const emptyIsNoError: Rule = {
  *check({ spec }) {
    if (spec.success.empty !== 'error') return;
    const empty = spec.operations.find(({ success }) => bodiless.includes(success.status));
    if (empty === undefined) return;
    yield {
      pointer: '/success/empty',
      shows: 'value',
      message: `an empty success is an error, and ${empty.id} succeeds with ${empty.success.status}, which has no body`,
      expected: '"null"',
      got: shown('error'),
    };
  },
};

const categoryExists: Rule = {
  *check({ spec }) {
    const known = spec.rateLimits.map(({ id }) => id);
    for (const { rateLimit, pointer } of spec.operations) {
      if (rateLimit === null || known.includes(rateLimit)) continue;
      yield unknownName(`${pointer}/rateLimit`, 'rate limit', rateLimit, known);
    }
  },
};

/** A category that is said to be used elsewhere is not. */
const categoryElsewhere: Rule = {
  *check({ spec, document }) {
    for (const { id, pointer } of spec.rateLimits) {
      const user = spec.operations.find(({ rateLimit }) => rateLimit === id);
      if (user === undefined || document.rateLimits?.[id]?.elsewhere !== true) continue;
      const message = `the rate limit ${id} is said to be used elsewhere only, but ${user.id} draws on it`;
      yield { pointer: `${pointer}/elsewhere`, shows: 'key', message };
    }
  },
};

const categoryUsed: Rule = {
  warns: true,
  *check({ spec, document }) {
    for (const { id, pointer } of spec.rateLimits) {
      if (spec.operations.some(({ rateLimit }) => rateLimit === id)) continue;
      if (document.rateLimits?.[id]?.elsewhere !== undefined) continue;
      const expected = 'an operation that does, or elsewhere: true';
      yield { pointer, shows: 'key', message: `no operation draws on the rate limit ${id}`, expected };
    }
  },
};

const retryOperationExists: Rule = {
  *check({ spec }) {
    const known = spec.operations.map(({ id }) => id);
    for (const id of Object.keys(spec.retry.operations).filter((o) => !known.includes(o))) {
      yield { ...unknownName(`/retry/operations/${id}`, 'operation', id, known), shows: 'key' };
    }
  },
};

export const operationRules = [
  pathParameters,
  parametersFit,
  bodyAsFits,
  constantInBody,
  requestsDiffer,
  successRaisesNothing,
  emptyIsNoError,
  categoryExists,
  categoryElsewhere,
  categoryUsed,
  retryOperationExists,
];
