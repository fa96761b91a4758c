import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Shift } from '../ports/shift.ts';
import { createGrouper } from '../stories/group/grouper.ts';
import { recallStories, understandPile } from './understand.ts';
import type { UnderstandNeeds } from './understand.ts';

export type UnderstandInTurnNeeds = Omit<UnderstandNeeds, 'grouper'> & {
  readonly shifts: Shift;
  readonly clock: Clock;
  readonly log: Log;
};

export interface UnderstandInTurn {
  /** Understands the pile if it is this process's shift. Returns how many articles were understood. */
  run(): Promise<number>;
  /** Gives the shift back. */
  leave(): Promise<void>;
}

/** A shift without a word for so long is another's. A batch of a hundred articles takes a few seconds. */
const leaseMs = 60_000;

/**
 * Grouping is one mind: two processes that group side by side would tell one event as two stories. So one process understands at a
 * time, and whoever takes the shift over first recalls what the other had grouped.
 */
export function createUnderstandInTurn(needs: UnderstandInTurnNeeds): UnderstandInTurn {
  let mind: UnderstandNeeds | undefined;
  return {
    async run() {
      const shift = await needs.shifts.hold('understand', leaseMs);
      if (shift === 'taken') {
        mind = undefined;
        return 0;
      }
      if (shift === 'begun' || mind === undefined) {
        const fresh = { ...needs, grouper: createGrouper() };
        await recallStories(fresh, needs.clock.now());
        mind = fresh;
        needs.log.info('understanding taken over');
      }
      return await understandPile(
        mind,
        async () => (await needs.shifts.hold('understand', leaseMs)) === 'held',
      );
    },
    leave: () => needs.shifts.leave('understand'),
  };
}
