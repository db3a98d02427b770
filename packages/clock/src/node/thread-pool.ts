import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { Transform } from 'node:stream';

const require = createRequire(import.meta.url);

// Node lists file and name requests as active resources, but not what crypto and zlib have under way in the thread pool.
let jobs = 0;

/** Jobs of crypto and zlib that the thread pool has not handed back. */
export const poolJobs = (): number => jobs;

type Func = (this: unknown, ...args: unknown[]) => unknown;

function started(): () => void {
  let over = false;
  jobs++;
  return () => {
    if (!over) jobs--;
    over = true;
  };
}

/** Counts a job from the call of a function until the promise that it gives settles. */
const countPromise = (original: Func): Func =>
  function counted(this: unknown, ...args) {
    const done = started();
    const result = original.apply(this, args);
    if (result instanceof Promise) result.then(done, done);
    else done();
    return result;
  };

/** The same until the callback, its last argument, is called; without one, the function does its work at once. */
const countCallback = (original: Func): Func =>
  function counted(this: unknown, ...args) {
    const callback = args.at(-1);
    if (typeof callback !== 'function') return original.apply(this, args);
    const done = started();
    args[args.length - 1] = function (this: unknown, ...given: unknown[]) {
      done();
      return callback.apply(this, given);
    };
    try {
      return original.apply(this, args);
    } catch (error) {
      done();
      throw error;
    }
  };

function replace(target: object, names: readonly string[], count: (original: Func) => Func): void {
  for (const name of names) {
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    const original: unknown = descriptor?.value;
    if (typeof original !== 'function' || !descriptor?.configurable) continue;
    const counted = count(original as Func);
    // Among them is how to promisify it.
    Object.defineProperties(counted, Object.getOwnPropertyDescriptors(original));
    Object.defineProperty(target, name, { ...descriptor, value: counted });
  }
}

const CALLBACK_FUNCTIONS =
  'randomBytes randomFill randomInt scrypt pbkdf2 hkdf generateKeyPair generateKey generatePrime checkPrime sign verify diffieHellman'.split(
    ' ',
  );

/** A stream that fails in the middle of a chunk never calls back, but it closes. */
function countChunks(prototype: Transform): void {
  const open = new WeakMap<object, () => void>();
  const original = prototype._transform;
  prototype._transform = function (this: Transform & EventEmitter, chunk, encoding, callback) {
    const done = started();
    if (!open.has(this)) this.once('close', () => open.get(this)?.());
    open.set(this, done);
    original.call(this, chunk, encoding, (error, data) => {
      done();
      callback(error, data);
    });
  };
}

/** Follows crypto and zlib, whose work a blocked client may be waiting for. */
export function installThreadPool(): void {
  const crypto = require('node:crypto');
  replace(crypto, CALLBACK_FUNCTIONS, countCallback);
  const subtle = Object.getPrototypeOf(globalThis.crypto.subtle);
  replace(
    subtle,
    Object.getOwnPropertyNames(subtle).filter((name) => name !== 'constructor'),
    countPromise,
  );
  const { Gzip } = require('node:zlib');
  countChunks(Object.getPrototypeOf(Object.getPrototypeOf(Gzip.prototype)));
}
