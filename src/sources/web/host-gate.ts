/** Lets requests through politely: one at a time per host, with a pause between them, and few at once overall. */
export interface HostGate {
  /** Runs `task` when its turn has come. `gapMs` lengthens the pause before the next request to this host (`Crawl-delay`). */
  run<T>(host: string, task: () => Promise<T>, gapMs?: number): Promise<T>;
}

export interface HostGateOptions {
  /** Pause between the end of one request to a host and the start of the next; 1000 when absent. */
  readonly gapMs?: number;
  /** Requests at once over all hosts; 8 when absent. */
  readonly atOnce?: number;
}

/** The last one in a host's queue: `passed` resolves when the next may go. */
interface Turn {
  readonly passed: Promise<void>;
  pass: () => void;
  pause?: NodeJS.Timeout;
}

/** Creates a gate; see `HostGate`. A host whose pause is over is forgotten. */
export function createHostGate(options: HostGateOptions = {}): HostGate {
  const { gapMs: usualGapMs = 1000, atOnce = 8 } = options;
  const last = new Map<string, Turn>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  async function run<T>(host: string, task: () => Promise<T>, gapMs = 0): Promise<T> {
    const before = last.get(host);
    const turn = newTurn();
    last.set(host, turn);
    before?.pause?.ref();
    await before?.passed;
    await takeSlot();
    try {
      return await task();
    } finally {
      giveSlot();
      const end = (): void => {
        turn.pass();
        if (last.get(host) === turn) last.delete(host);
      };
      turn.pause = setTimeout(end, Math.max(usualGapMs, gapMs));
      // A pause nobody waits for must not keep the program alive.
      if (last.get(host) === turn) turn.pause.unref();
    }
  }

  function takeSlot(): Promise<void> | undefined {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  function giveSlot(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  return { run };
}

function newTurn(): Turn {
  let pass = (): void => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { passed, pass };
}
