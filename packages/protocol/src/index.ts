export { type MessageKind, messageKinds } from './kinds.js';
export * from './messages.js';
export { type Validation, validate } from './validate.js';
