export { timePreload } from './library.js';
