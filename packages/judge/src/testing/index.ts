export { drawFrom, simulate } from './model-sdk.js';
export { unnumbered } from './observed.js';
