/** Does the work for each value, so many at a time; results stand in the order of the values. */
export async function inParallel<T, R>(
  values: readonly T[],
  most: number,
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = values.entries();
  const workers = Array.from({ length: Math.min(most, values.length) }, async () => {
    for (const [place, value] of queue) results[place] = await work(value);
  });
  await Promise.all(workers);
  return results;
}
