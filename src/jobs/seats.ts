/** A few places of which everybody may hold one. */
export interface Seat {
  /** Waits for a free place, first come first served; holding one already is fine. */
  take(): Promise<void>;
  /** Frees it; holding none is fine. */
  leave(): void;
}

/** Makes holders of `count` places in all. */
export function createSeats(count: number): () => Seat {
  const waiting: (() => void)[] = [];
  let free = count;
  return () => {
    let isHeld = false;
    return {
      async take() {
        if (isHeld) return;
        if (free > 0) free -= 1;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        isHeld = true;
      },
      leave() {
        if (!isHeld) return;
        isHeld = false;
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      },
    };
  };
}
