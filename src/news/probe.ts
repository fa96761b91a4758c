import type { Source } from './source.ts';
import type { Instant } from './time.ts';

/** What would become of an address that an admin typed, were it stored. */
export type ProbeResult =
  | {
      readonly kind: 'feed';
      /** What would be stored: id, name, publisher and address already settled. */
      readonly source: Source;
      readonly title: string;
      readonly items: number;
      readonly newestAt?: Instant;
      readonly samples: readonly string[];
      readonly warnings: readonly string[];
      /** A source with this address is already there; its id. */
      readonly duplicateOf?: string;
    }
  | { readonly kind: 'problem'; readonly problem: ProbeProblem; readonly detail?: string };

/** Why an address cannot be a source. */
export type ProbeProblem =
  | 'not-a-url'
  | 'private-address'
  | 'unreachable'
  | 'timeout'
  | 'http-error'
  | 'too-large'
  | 'empty'
  | 'not-a-feed'
  | 'no-items';
