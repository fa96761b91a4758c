import type { LocalDate } from '../news/time.ts';
import type { WritingTask } from '../news/writing.ts';

/** A model somewhere that writes a text when asked. It is trusted with nothing: neither to answer, nor to answer right. */
export interface Writer {
  /** The model's name: another model's texts are other texts. */
  readonly model: string;
  /** Asks once. Never throws; ends within the writer's own time limit, and at once when `signal` is aborted. */
  write(task: WritingTask, signal?: AbortSignal): Promise<WriterAnswer>;
}

export type WriterAnswer =
  | { readonly kind: 'text'; readonly text: string }
  /** It answered and would not, or not in a way that can be used. The same question will end so again. */
  | { readonly kind: 'unusable'; readonly reason: 'refused' | 'cut' | 'unreadable' | 'rejected' }
  /** It could not be asked now. */
  | { readonly kind: 'unavailable'; readonly reason: 'timeout' | 'busy' | 'unreachable' | 'failing' };

/** What models wrote, shared by all processes. */
export interface OwnWordsBook {
  /** The text written for each of these names; an empty one where what was written was thrown away. Unknown names are absent. */
  recall(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** True for one caller at a time: nobody else writes under this name for a minute. */
  claim(name: string): Promise<boolean>;
  /** Keeps a text, or that none could be had, for a few days. */
  keep(name: string, text: string): Promise<void>;
  /** Gives a claimed name up, so that it may be tried again. */
  release(name: string): Promise<void>;
  /** Takes one call from the day's budget. False when it is spent. */
  spend(day: LocalDate, budget: number): Promise<boolean>;
}
