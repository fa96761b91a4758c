import type { PageArticle } from './article-page.ts';
import type { PageBytes } from './page-bytes.ts';
import { createTimedWorker } from './timed-worker.ts';

/** Reads pages in a thread with limits. */
export interface PageReader {
  /** Undefined when the bytes are no HTML, took too long or too much memory. Never throws. */
  read(page: PageBytes): Promise<PageArticle | undefined>;
  close(): Promise<void>;
}

/** Creates the reader; its thread starts with the first page. An ordinary page takes some 50 ms, the limit is 5 s. */
export function createPageReader(limitMs = 5_000): PageReader {
  const worker = createTimedWorker<PageBytes, PageArticle | undefined>('page-worker', {
    limitMs,
    memoryMb: 192,
  });
  return {
    async read(page) {
      const verdict = await worker.ask(page);
      return verdict.kind === 'answer' ? verdict.answer : undefined;
    },
    close: () => worker.close(),
  };
}
