import type { FeedAnswer, FeedQuestion } from './feed-worker.ts';
import { FeedError } from './read-feed.ts';
import type { FeedRead, ReadFeedOptions } from './read-feed.ts';
import { createTimedWorker } from '../thread/timed-worker.ts';

/** Reads feeds where they cannot freeze anything: in a worker thread with a time and a memory limit. */
export interface FeedReader {
  /** As `readFeed`; a feed that takes too long or too much memory is a `FeedError` with code `too-complex`. */
  read(bytes: Uint8Array, options: ReadFeedOptions): Promise<FeedRead>;
  /** Ends the worker; feeds in hand fail. Closing twice is fine. */
  close(): Promise<void>;
}

export interface FeedReaderOptions {
  /** Time for one feed, 5 s when absent. The slowest input we know takes a fifth of it. */
  readonly timeLimitMs?: number;
  /** Heap of the worker in MB, 64 when absent. */
  readonly memoryLimitMb?: number;
}

/** Creates a feed reader. The worker starts with the first feed, is reused, and replaced when it had to be killed. */
export function createFeedReader(options: FeedReaderOptions = {}): FeedReader {
  const { timeLimitMs = 5_000, memoryLimitMb = 64 } = options;
  const worker = createTimedWorker<FeedQuestion, FeedAnswer>(new URL('./feed-worker', import.meta.url), {
    limitMs: timeLimitMs,
    memoryMb: memoryLimitMb,
  });

  async function read(bytes: Uint8Array, readOptions: ReadFeedOptions): Promise<FeedRead> {
    const verdict = await worker.ask({ bytes, options: readOptions });
    if (verdict.kind === 'too-slow') {
      throw new FeedError('too-complex', 'Nguồn mất quá nhiều thời gian để đọc.');
    }
    if (verdict.kind === 'failed') {
      throw new FeedError('too-complex', `Không đọc được nguồn (${verdict.detail.slice(0, 200)}).`);
    }
    const { answer } = verdict;
    if ('problem' in answer) throw new FeedError(answer.problem, answer.message);
    return answer.read;
  }

  return { read, close: () => worker.close() };
}
