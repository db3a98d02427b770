export { diagnosed } from './diagnose.js';
