export interface Channel<T> extends AsyncIterable<T> {
  readonly push: (value: T) => void;
  readonly end: () => void;
}

/** Queue between one producer and one consumer. Unbounded, because what is played is finite. */
export function createChannel<T>(): Channel<T> {
  const values: T[] = [];
  let ended = false;
  let wake: () => void = () => {};
  return {
    push: (value) => {
      values.push(value);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (values.length > 0) yield* values.splice(0);
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
