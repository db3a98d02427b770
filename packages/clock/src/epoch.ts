/**
 * Date at which every virtual clock starts: 2030-10-27T00:59:50Z, in ms since 1970. It is the same in every run, and ten seconds before clocks in Europe and in
 * Greenland are set back from summer time: who reckons in local time errs by an hour where a call waits so long.
 */
export const VIRTUAL_EPOCH_MS = 1_919_293_190_000;
