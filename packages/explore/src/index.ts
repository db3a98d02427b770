export { createExplorer, type Drawn, type Explorer } from './explorer.js';
export { type Lackable, lackable } from './lacking.js';
export { type Discarded, isOwnOfClients, whyNotPlayed } from './playable.js';
export { again, simplest } from './simplest.js';
