export { type Openapi, readOpenapi } from './openapi/document.js';
export { type Draft, type DraftOptions, draftFromOpenapi } from './openapi/draft.js';
export { exchangesOfHar } from './record/har.js';
export { type Exchange, type Recorded, recordedOf } from './record/recorded.js';
