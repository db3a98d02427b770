export { type PlayOptions, play } from './play.js';
export { capabilitiesFor, lackFor } from './support.js';
