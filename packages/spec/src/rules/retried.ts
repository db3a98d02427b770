import type { Spec, StatusMatch } from '@sdk-conformance/model';
import { overlap } from './bounds.js';

/** Whether anything that a spec says may have a status retried: its list, that of an operation, a code, or a header of the server's. */
export function mayBeRetried({ retry, operations, errors, hints }: Spec, match: StatusMatch): boolean {
  if (retry.statuses === null || (hints !== null && hints.shouldRetryHeader !== null)) return true;
  const listed = [retry.statuses, ...operations.map(({ own }) => own?.statuses ?? [])].flat();
  return (
    listed.some((status) => overlap(status, match)) ||
    errors.codes.some(
      ({ retried, statuses }) =>
        retried === true && (statuses === null || statuses.some((status) => overlap(status, match))),
    )
  );
}
