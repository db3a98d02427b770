export { type PlayOptions, play, playOrder, usualJobs } from './play.js';
export { capabilitiesFor, lackFor } from './support.js';
