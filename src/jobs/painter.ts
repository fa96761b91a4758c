import { createTimedWorker } from '../sources/thread/timed-worker.ts';
import type { TimedWorker } from '../sources/thread/timed-worker.ts';

/** Turns drawings into pictures. */
export interface Painter {
  /** An SVG of ours as PNG. */
  paint(svg: string): Promise<Uint8Array>;
  /** Lets the thread go. Closing twice is fine. */
  close(): Promise<void>;
}

/** Pictures kept, some 30 KB each: the chart of a digest is asked for many times in one minute. */
const mostKept = 20;

/** A drawing of ours takes some 50 ms. */
const limitMs = 10_000;
const memoryMb = 64;

/** The thread goes when nobody asked for so long, or after so many pictures: it is alone in holding their pixels, which nothing else gives back. */
const restMs = 10_000;
const picturesPerThread = 16;

/** Paints in a thread that is there only while pictures are wanted: a bot that draws none never pays for it. */
export function createPainter(): Painter {
  const kept = new Map<string, Promise<Uint8Array>>();
  let thread: TimedWorker<string, Uint8Array> | undefined;
  let painted = 0;
  let open = 0;
  let rest: NodeJS.Timeout | undefined;

  async function letGo(): Promise<void> {
    clearTimeout(rest);
    const gone = thread;
    thread = undefined;
    painted = 0;
    await gone?.close();
  }

  async function draw(svg: string): Promise<Uint8Array> {
    clearTimeout(rest);
    open += 1;
    thread ??= createTimedWorker(new URL('raster-worker', import.meta.url), { limitMs, memoryMb });
    try {
      const verdict = await thread.ask(svg);
      if (verdict.kind === 'answer') return verdict.answer;
      throw new Error(`not drawn: ${verdict.kind === 'failed' ? verdict.detail : verdict.kind}`);
    } finally {
      open -= 1;
      painted += 1;
      if (open === 0 && painted >= picturesPerThread) await letGo();
      else if (open === 0) rest = setTimeout(() => void letGo(), restMs).unref();
    }
  }

  return {
    paint(svg) {
      const known = kept.get(svg);
      if (known !== undefined) return known;
      const drawn = draw(svg);
      kept.set(svg, drawn);
      // What could not be drawn is tried again the next time.
      drawn.catch(() => kept.delete(svg));
      const oldest = kept.keys().next();
      if (kept.size > mostKept && oldest.done !== true) kept.delete(oldest.value);
      return drawn;
    },
    close: letGo,
  };
}
