export { type PlayOptions, play } from './play.js';
