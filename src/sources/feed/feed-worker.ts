import { answerQuestions } from '../thread/answer-questions.ts';
import { FeedError, readFeed } from './read-feed.ts';
import type { FeedProblem, FeedRead, ReadFeedOptions } from './read-feed.ts';

export interface FeedQuestion {
  readonly bytes: Uint8Array;
  readonly options: ReadFeedOptions;
}

export type FeedAnswer =
  | { readonly read: FeedRead }
  /** An error keeps no code of its own on its way between threads. */
  | { readonly problem: FeedProblem; readonly message: string };

answerQuestions(async ({ bytes, options }: FeedQuestion): Promise<FeedAnswer> => {
  try {
    return { read: await readFeed(bytes, options) };
  } catch (error) {
    if (error instanceof FeedError) return { problem: error.code, message: error.message };
    throw error;
  }
});
