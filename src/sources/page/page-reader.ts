import type { Instant } from '../../news/time.ts';
import type { PageArticle } from './article-page.ts';
import type { ListEntry } from '../list/list-page.ts';
import type { PageAnswers, PageBytes, PageQuestion } from './page-bytes.ts';
import type { PageLinks } from './page-links.ts';
import { createTimedWorker } from '../thread/timed-worker.ts';

/** Reads pages in a thread with limits. Every answer is undefined when it took too long or too much memory; nothing throws. */
export interface PageReader {
  /** The article of a page; undefined also when the bytes are no HTML. */
  read(page: PageBytes & { readonly now: Instant }): Promise<PageArticle | undefined>;
  /** The feeds that a page from `url` offers. */
  links(page: PageBytes & { readonly url: string }): Promise<PageLinks | undefined>;
  /** The entries of a declared list page; undefined also when none of that id is declared. */
  list(
    page: PageBytes & { readonly url: string; readonly now: Instant; readonly listPage: string },
  ): Promise<readonly ListEntry[] | undefined>;
  close(): Promise<void>;
}

/** Creates the reader; its thread starts with the first page. An ordinary page takes some 50 ms, the limit is 5 s. */
export function createPageReader(limitMs = 5_000): PageReader {
  const worker = createTimedWorker<PageQuestion, PageAnswers[PageQuestion['read']]>(
    new URL('./page-worker', import.meta.url),
    {
      limitMs,
      memoryMb: 72,
    },
  );
  async function ask<Read extends PageQuestion['read']>(
    question: Extract<PageQuestion, { read: Read }>,
  ): Promise<PageAnswers[Read] | undefined> {
    const verdict = await worker.ask(question);
    return verdict.kind === 'answer' ? (verdict.answer as PageAnswers[Read]) : undefined;
  }
  return {
    read: (page) => ask<'article'>({ read: 'article', ...page }),
    links: (page) => ask<'links'>({ read: 'links', ...page }),
    list: (page) => ask<'list'>({ read: 'list', ...page }),
    close: () => worker.close(),
  };
}
