/** A process whose whole time is told by the clock server: tier B. It plays one call at a time. */
export interface ClockProcess {
  /** Resolves once its preload has connected. */
  readonly connected: Promise<void>;
  /** The process's time stands from here on and moves by the call's domain, starting at `epochMs` (ms since 1970). */
  open(call: string, epochMs: number): Promise<void>;
  /** Plays what was left behind on until `untilMs` of the call; after that the process's time runs by itself again. */
  close(call: string, untilMs: number): Promise<void>;
}

export interface Processes {
  /** Makes a process known. @throws RangeError where the name is taken or has blanks. */
  register(name: string): ClockProcess;
  unregister(name: string): void;
  /** The process of this name has connected; false where there is none. Gives what is to be called when it is gone. */
  attach(name: string, say: (line: string) => void): (() => void) | null;
  opened(call: string): void;
  ended(call: string): void;
}

interface Known {
  say: ((line: string) => void) | null;
  readonly connect: () => void;
  /** What is waited for by `opened` or `end`, with the call. */
  readonly waits: Set<() => void>;
}

export function createProcesses(): Processes {
  const known = new Map<string, Known>();
  const opening = new Map<string, () => void>();
  const closing = new Map<string, () => void>();

  /** A process that has gone needs no answer: its end is told elsewhere. */
  function tell(entry: Known, line: string, answers: Map<string, () => void>, call: string): Promise<void> {
    return new Promise((resolve) => {
      if (entry.say === null) {
        resolve();
        return;
      }
      const done = () => {
        entry.waits.delete(done);
        answers.delete(call);
        resolve();
      };
      entry.waits.add(done);
      answers.set(call, done);
      entry.say(line);
    });
  }

  return {
    register(name) {
      if (!/^\S{1,200}$/.test(name)) throw new RangeError(`not a process's name: ${JSON.stringify(name)}`);
      if (known.has(name)) throw new RangeError(`process ${name} is registered already`);
      let connect = () => {};
      const connected = new Promise<void>((resolve) => {
        connect = resolve;
      });
      const entry: Known = { say: null, connect, waits: new Set() };
      known.set(name, entry);
      return {
        connected,
        open: (call, epochMs) => tell(entry, `open ${call} ${epochMs}`, opening, call),
        close: (call, untilMs) => tell(entry, `close ${call} ${untilMs}`, closing, call),
      };
    },
    unregister(name) {
      known.delete(name);
    },
    attach(name, say) {
      const entry = known.get(name);
      if (entry === undefined || entry.say !== null) return null;
      entry.say = say;
      entry.connect();
      return () => {
        entry.say = null;
        for (const done of [...entry.waits]) done();
      };
    },
    opened: (call) => opening.get(call)?.(),
    ended: (call) => closing.get(call)?.(),
  };
}
