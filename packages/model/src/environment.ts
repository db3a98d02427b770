import type { Environment } from './scenario.js';

/** How a program is started in it: `TZ=Europe/Berlin`. A culture is set in many ways, and so it is named alone. */
export function environmentWords({ timeZone, culture }: Environment): string {
  const parts = [timeZone === undefined ? '' : `TZ=${timeZone}`, culture === undefined ? '' : `the culture ${culture}`];
  return parts.filter((part) => part !== '').join(', ');
}

/** As ids have it: `tz=Europe/Berlin`, `culture=tr-TR`; empty where all is as usual. */
export function environmentName({ timeZone, culture }: Environment = {}): string {
  const parts = [timeZone === undefined ? '' : `tz=${timeZone}`, culture === undefined ? '' : `culture=${culture}`];
  return parts.filter((part) => part !== '').join(',');
}
