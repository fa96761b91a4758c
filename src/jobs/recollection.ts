import type { Clock } from '../ports/clock.ts';
import type { Ledger, Settlement, TakenDelivery } from '../ports/ledger.ts';

/** So much of its last moments may a killed Redis have forgotten: it writes every second, two when the disk is slow, and a replica that takes over is behind too. */
const spanMs = 10_000;

/** More are not kept in mind, whatever the pace. */
const most = 5000;

interface Ended {
  readonly taken: TakenDelivery;
  readonly settlement: Settlement;
  readonly at: number;
}

/** What became of the last deliveries of this process, for a ledger that may have forgotten it. */
export interface Recollection {
  /** Whether the store may have forgotten something since we last told it everything. */
  isNeeded(): boolean;
  /** Keeps in mind what must never be sent again, before it is written down. */
  note(taken: TakenDelivery, settlement: Settlement): void;
  /** Writes down again what the ledger has forgotten; to be done before anything is taken. Answers how many that were. Throws when the store is away. */
  repeat(): Promise<number>;
}

/** Starts with nothing to recollect. */
export function createRecollection(ledger: Ledger, clock: Clock): Recollection {
  let ended: Ended[] = [];
  let connections = ledger.connections();
  return {
    isNeeded() {
      if (ended.length === 0) connections = ledger.connections();
      return ledger.connections() !== connections;
    },
    note(taken, settlement) {
      if (settlement.state !== 'sent' && settlement.state !== 'unknown') return;
      const at = performance.now();
      ended.push({ taken, settlement, at });
      const oldest = ended[0];
      // Now and then is enough: the list is moved each time.
      if (ended.length > most || (oldest !== undefined && at - oldest.at > 2 * spanMs))
        ended = ended.slice(-most).filter((each) => at - each.at <= spanMs);
    },
    async repeat() {
      const met = ledger.connections();
      const answers = await Promise.all(
        ended.map(({ taken, settlement }) => ledger.remind(taken, settlement, clock.now())),
      );
      connections = met;
      return answers.filter(Boolean).length;
    },
  };
}
