import type { Spec } from '@sdk-conformance/model';

const sections =
  'options|credentials|statuses|success|retry|backoff|hints|timeouts|abort|streaming|identity|rateLimits|operations';
const policy = new RegExp(
  `^/(redirects|inLanguages/[^/]+/(retry|backoff|hints|timeouts)/[^/]+|(${sections})/[^/]+|errors/(base|discriminator|unknownCode|keepsCause|named|serializable|(classes|codes|fields|transport|outside|body)/[^/]+))$`,
);

/** Pointer of every policy that a spec states, in the order of the file: what a requirement can rest on. */
export function policyPointers(spec: Spec): readonly string[] {
  return Object.keys(spec.positions).filter((pointer) => policy.test(pointer) && !pointer.endsWith('/source'));
}
