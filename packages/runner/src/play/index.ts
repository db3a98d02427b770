export { type PlayOptions, play } from './play.js';
export { capabilitiesFor } from './support.js';
