import type { ChatKey } from '../news/chat.ts';

/** Who follows what, over all chats. What a chat follows is part of its settings and is filed here with them. */
export interface FollowIndex {
  /** What changed since an earlier answer's `mark`; all there is when there is no mark, or one too old to tell. */
  changes(mark: FollowMark | undefined): Promise<FollowChanges>;
}

/** Where a reader of the index stands; only the index knows what it means. */
export type FollowMark = readonly number[];

export interface FollowChanges {
  readonly mark: FollowMark;
  /** Parts of the index to be forgotten before `added`; a part is the number of its chats' shard. */
  readonly anew: readonly number[];
  /** In the order in which they happened. */
  readonly steps: readonly FollowStep[];
}

export interface FollowStep {
  readonly sign: '+' | '-';
  readonly shard: number;
  /** `!query` at once, `.query` in the digest, `@story` an event. */
  readonly followed: string;
  readonly chat: ChatKey;
}
