// An error of one copy of the package is an instance for the other.
import { createRequire } from 'node:module';
import * as esm from '@sdk-conformance/foilengine-error-map-typescript';

const cjs = createRequire(import.meta.url)('@sdk-conformance/foilengine-error-map-typescript');
const results = [
  esm.RateLimitError === cjs.RateLimitError,
  new esm.RateLimitError('x') instanceof cjs.RateLimitError,
  new cjs.RateLimitError('x') instanceof esm.RateLimitError,
  new cjs.RateLimitError('x') instanceof esm.FoilEngineError,
  new cjs.RateLimitError('x') instanceof esm.ServerError,
  new TypeError('x') instanceof esm.FoilEngineError,
  null instanceof esm.FoilEngineError,
];
console.log(JSON.stringify(results));
