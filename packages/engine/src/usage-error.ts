/** What the user gave is wrong: shown as it stands, exit code 2. */
export class UsageError extends Error {}
