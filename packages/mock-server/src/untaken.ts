/** Real ms for which a client may leave bytes unread while virtual time stands for it. */
const UNTAKEN_MS = 500;
const TICK_MS = 20;

/** Calls back, once, when so much time has passed in which this process was awake; returns how to call it off. */
export function whenUntaken(callback: () => void): () => void {
  let ticks = 0;
  // Counted by ticks: while the machine stood still, nobody left anything unread.
  const timer = setInterval(() => {
    if (++ticks * TICK_MS < UNTAKEN_MS) return;
    clearInterval(timer);
    callback();
  }, TICK_MS);
  return () => clearInterval(timer);
}
