import { setTimeout as wait } from 'node:timers/promises';
import { inOwnWords, storiesOf } from '../digest/own-words.ts';
import { localDate } from '../digest/slots.ts';
import type { Language } from '../news/chat.ts';
import type { Digest } from '../news/digest.ts';
import type { Story } from '../news/story.ts';
import type { WritingTask } from '../news/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OwnWordsBook, Writer } from '../ports/writer.ts';
import { checkOwnWords } from '../stories/own-words/check.ts';
import { writingTask } from '../stories/own-words/task.ts';

export interface OwnWordsNeeds {
  readonly writer: Writer;
  readonly ownWordsBook: OwnWordsBook;
  readonly clock: Clock;
  readonly log: Log;
  /** Calls a day, of all processes together. */
  readonly dailyCalls: number;
  /** Time zone whose day the budget follows. */
  readonly timeZone: string;
  /** Longest that digests wait for words, in milliseconds. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

/** Tells digests in own words as far as there are any in time; the others stay as they are. Never throws. */
export type TellInOwnWords = (digests: readonly Digest[]) => Promise<readonly Digest[]>;

const usualPatienceMs = 4000;
/** Questions at once: small endpoints answer one after the other anyway. */
const atOnce = 4;
/** Failures in a row after which the endpoint is left alone for a while. */
const failuresToPause = 3;
const pauseMs = 5 * 60_000;
/** All digests of so long together wait no longer than one may; then they take only what is there already. */
const roundMs = 60_000;

/** One question a story and language, whoever reads it; shared with the other processes through the book. */
export function createOwnWords(needs: OwnWordsNeeds): TellInOwnWords {
  const { writer, ownWordsBook: book, clock, log } = needs;
  const patienceMs = needs.patienceMs ?? usualPatienceMs;
  const inHand = new Map<string, Promise<string>>();
  const lane = createLane(atOnce);
  let failures = 0;
  let pausedUntil = 0;
  let round = { began: 0, waitedMs: 0 };

  async function wordsFor(
    stories: readonly Story[],
    language: Language,
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = stories.flatMap((story) => {
      const task = writingTask(story, language);
      return task === undefined ? [] : [{ story, task, name: nameOf(task) }];
    });
    const written = new Map(await book.recall(wanted.map(({ name }) => name)));
    const missing = wanted.filter(({ name }) => !written.has(name));
    const started = missing.map(({ story, task, name }) => {
      const known = inHand.get(name);
      if (known !== undefined) return known;
      const writing = lane(() => write(name, task, story, language)).catch((error: unknown) => {
        log.warn('own words failed', { error });
        return '';
      });
      inHand.set(name, writing);
      return writing.finally(() => inHand.delete(name));
    });
    await patiently(started);
    const late = missing.length === 0 ? [] : await book.recall(missing.map(({ name }) => name));
    for (const [name, text] of late) written.set(name, text);
    return new Map(
      wanted.flatMap(({ story, name }) => {
        const text = written.get(name) ?? '';
        return text === '' ? [] : [[story.id, text] as const];
      }),
    );
  }

  /** Waits for all of them as long as the round's patience lasts. */
  async function patiently(writings: readonly Promise<string>[]): Promise<void> {
    const now = clock.now();
    if (now - round.began >= roundMs || now < round.began) round = { began: now, waitedMs: 0 };
    const ms = patienceMs - round.waitedMs;
    if (writings.length === 0 || ms <= 0 || now < pausedUntil) return;
    const began = performance.now();
    const enough = new AbortController();
    const timer = wait(ms, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([timer, Promise.all(writings)]);
    enough.abort();
    round.waitedMs += performance.now() - began;
  }

  /** Asks once and keeps what came of it; empty when nothing did. */
  async function write(name: string, task: WritingTask, story: Story, language: Language): Promise<string> {
    if (needs.signal?.aborted === true || clock.now() < pausedUntil) return '';
    if (!(await book.claim(name))) return whatAnotherWrites(name);
    if (!(await book.spend(localDate(clock.now(), needs.timeZone), needs.dailyCalls))) {
      log.debug('own words over budget');
      await book.release(name);
      return '';
    }
    const answer = await writer.write(task, needs.signal);
    if (answer.kind === 'unavailable') {
      failures += 1;
      if (failures >= failuresToPause) pausedUntil = clock.now() + pauseMs;
      log.warn('writer unavailable', { reason: answer.reason, failures });
      await book.release(name);
      return '';
    }
    failures = 0;
    const checked = answer.kind === 'text' ? checkOwnWords(answer.text, story, language) : undefined;
    const text = checked?.ok === true ? checked.text : '';
    if (text === '')
      log.info('own words thrown away', {
        story: story.id,
        reason: answer.kind === 'unusable' ? answer.reason : checked?.ok === false ? checked.fault : 'empty',
      });
    await book.keep(name, text);
    return text;
  }

  async function whatAnotherWrites(name: string): Promise<string> {
    for (const end = performance.now() + patienceMs; performance.now() < end;) {
      const found = (await book.recall([name])).get(name);
      if (found !== undefined) return found;
      await wait(200);
    }
    return '';
  }

  /** One text a model, language and state of the story: a new report makes a new text. */
  function nameOf(task: WritingTask): string {
    return JSON.stringify([writer.model, task.orders, task.material]);
  }

  return async (digests) => {
    try {
      const languages = [...new Set(digests.map((digest) => digest.language))];
      const words = new Map(
        await Promise.all(
          languages.map(async (language) => {
            const own = digests.filter((digest) => digest.language === language).flatMap(storiesOf);
            const stories = [...new Map(own.map((story) => [story.id, story])).values()];
            return [language, await wordsFor(stories, language)] as const;
          }),
        ),
      );
      return digests.map((digest) => inOwnWords(digest, words.get(digest.language) ?? new Map()));
    } catch (error) {
      log.warn('own words failed', { error });
      return digests;
    }
  };
}

/** Runs so many pieces of work at once, the others after them. */
function createLane(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
