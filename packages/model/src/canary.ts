/** A secret that a call hands out, from 32 hex digits: it can be told wherever it shows. */
export function canary(digits: string): string {
  return `canary_${digits}`;
}

/** Whether a text holds the canary of any call. */
export function holdsCanary(text: string): boolean {
  return /canary_[0-9a-f]{32}/.test(text);
}
