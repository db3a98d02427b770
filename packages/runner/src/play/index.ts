export { type PlayOptions, play, playOrder, usualJobs } from './play.js';
export { capabilitiesFor, extrasFor, lackFor } from './support.js';
