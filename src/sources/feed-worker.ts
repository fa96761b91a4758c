import { parentPort } from 'node:worker_threads';
import { FeedError, readFeed } from './read-feed.ts';
import type { FeedProblem, FeedRead, ReadFeedOptions } from './read-feed.ts';

/** The far side of `createFeedReader`: reads one feed after the other, away from the thread that answers people. */
export interface ReadRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly options: ReadFeedOptions;
}

export type ReadReply =
  | { readonly id: number; readonly read: FeedRead }
  | { readonly id: number; readonly problem: FeedProblem; readonly message: string }
  | { readonly id: number; readonly crash: string };

parentPort?.on('message', (request: ReadRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ id, bytes, options }: ReadRequest): Promise<ReadReply> {
  try {
    return { id, read: await readFeed(bytes, options) };
  } catch (error) {
    if (error instanceof FeedError) return { id, problem: error.code, message: error.message };
    return { id, crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
