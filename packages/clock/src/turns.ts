/** Runs things some turns of the event loop later, all of one turn together, in order. */
export interface Turns {
  after(count: number, act: () => void): void;
}

export function createTurns(): Turns {
  const rows: (() => void)[][] = [];
  let turning = false;

  function turn(): void {
    const due = rows.shift() ?? [];
    for (const act of due) act();
    turning = rows.length > 0;
    if (turning) setImmediate(turn);
  }

  return {
    after(count, act) {
      while (rows.length < count) rows.push([]);
      rows[count - 1]?.push(act);
      if (turning) return;
      turning = true;
      setImmediate(turn);
    },
  };
}
