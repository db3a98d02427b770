/** A file of recorded findings with other counts, in its order; a group that finds nothing goes. */
export function withCounts(text: string, counts: readonly number[]): string {
  const [head = '', ...groups] = text.split(/^(?= {2}- requirement:)/m);
  return [
    head,
    ...groups.flatMap((group, i) => {
      const count = counts[i] ?? 0;
      return count === 0 ? [] : [group.replace(/^( {4}count: )\d+/m, `$1${count}`)];
    }),
  ].join('');
}
