import type { ChatKey } from '../news/chat.ts';

/** The pace of one platform, shared by every process that writes to it. */
export interface Pace {
  /**
   * Takes the next moment at which a message to this chat may go and waits until just before it. A `reply` waits for the platform only: whoever
   * asked is answered before the digests that wait. Refused, without waiting, when the moment is further away than a lease allows.
   */
  turn(chat: ChatKey, kind: 'digest' | 'reply'): Promise<Turn>;
  /** Nothing to this chat before `ms` have passed. Two chats held at the same time are taken as a pause of the platform. */
  holdChat(chat: ChatKey, ms: number): Promise<void>;
  /** Nothing to anybody before `ms` have passed. */
  holdAll(ms: number): Promise<void>;
  /** The same by our own guess, which doubles each time until something `worked`. */
  backOff(why: 'flood' | 'outage'): Promise<void>;
  /** The platform accepts messages: the next guess starts small again. Costs nothing when there was none. */
  worked(): Promise<void>;
}

export type Turn =
  | {
      readonly granted: true;
      /** Waits for the moment itself; the message goes right after it. False when the moment is long over: take another turn. */
      readonly depart: () => Promise<boolean>;
      /**
       * The answer is there. One that took longer than the quickest may have been counted later by as much: the next ones wait for that.
       * With least times f there and r back, message i is counted before its answer - r and message j after its departure + f.
       */
      readonly arrived: () => void;
    }
  | {
      readonly granted: false;
      /** `platform`: nobody may be written to for so long. */
      readonly whom: 'chat' | 'platform';
      readonly waitMs: number;
    };
