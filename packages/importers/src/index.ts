export { type Openapi, readOpenapi } from './openapi/document.js';
export { type Draft, type DraftOptions, draftFromOpenapi } from './openapi/draft.js';
