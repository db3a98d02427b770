export { nearestName } from './nearest.js';
