/** Date at which every virtual clock starts: 2030-01-01T00:00:00Z, in ms since 1970. It is the same in every run. */
export const VIRTUAL_EPOCH_MS = 1_893_456_000_000;
