/** Hands on what is put at numbered places in the order of the places, each as soon as all before it have come. */
export interface Ordered<T> {
  readonly put: (place: number, values: readonly T[]) => void;
}

export function createOrdered<T>(emit: (value: T) => void): Ordered<T> {
  const waiting = new Map<number, readonly T[]>();
  let next = 0;
  return {
    put(place, values) {
      waiting.set(place, values);
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        waiting.delete(next++);
        for (const value of ready) emit(value);
      }
    },
  };
}
