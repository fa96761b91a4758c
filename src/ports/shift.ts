/** Work that one process does at a time, whoever it is. */
export interface Shift {
  /**
   * Takes the shift or lengthens it: `begun` when it was somebody else's or nobody's before, `held` when it was ours, `taken` when
   * another process has it. It ends by itself after `leaseMs` without a word.
   */
  hold(work: 'understand', leaseMs: number): Promise<'begun' | 'held' | 'taken'>;
  /** Gives it back, so that nobody has to wait for its end. */
  leave(work: 'understand'): Promise<void>;
}
