/** What stands where a reason should, because there is none yet: "to do", "TBD: later", "?". */
export function isNoReason(reason: string): boolean {
  return /^[\p{P}\p{S}\s]*((to[\s_-]*do|tbd|fix\s*me|xxx|wip)\b|$)/iu.test(reason);
}
