import type { ChatKey, ChatKind, Language, Platform } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Message, Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';

/** A platform on which chats live. Constructing starts nothing. */
export interface Channel {
  readonly platform: Platform;
  /** Begins to receive and hands every message to `receive`, in order within a chat, each once. Resolves when receiving has begun or is being retried in the background; the platform being down is no error. */
  start(receive: (incoming: Incoming) => Promise<void>): Promise<void>;
  /** Stops receiving and waits for messages in hand. Stopping twice is fine. */
  stop(): Promise<void>;
  /** Sends one part. Never repeats by itself; the outcome says what is certain. */
  send(to: Address, part: Part): Promise<SendOutcome>;
  /** Renders a message into parts this platform accepts. Pure. */
  render(message: Message): readonly Part[];
  /** How receiving is doing, in one word for programs, and since when polling last worked. */
  health(): ChannelHealth;
}

export interface Address {
  readonly chat: ChatKey;
  readonly threadId?: number;
}

export interface ChannelHealth {
  readonly state: 'starting' | 'up' | 'retrying' | 'unauthorized' | 'stopped';
  readonly detail?: string;
  /** When the platform last answered a request for messages. */
  readonly lastWorkedAt?: Instant;
}

/** A message or a tap, in our words. */
export interface Incoming {
  readonly chat: ChatKey;
  readonly kind: ChatKind;
  /** Id of the sender on its platform, `platform:id`; absent for channel posts and anonymous group admins. */
  readonly sender?: string;
  /** What was typed, or the action of a pressed button (then `pressed` is set). */
  readonly text: string;
  readonly pressed?: PressedButton;
  readonly threadId?: number;
  /** The client's language where the platform tells. */
  readonly language?: Language;
  /** Whether the sender may change this chat's settings, asked live. Always true in private chats. */
  isChatAdmin(): Promise<boolean>;
  /** Answers in the same chat (and thread). With `edit`, replaces the message whose button was pressed where the platform can. */
  reply(message: Message, options?: { readonly edit?: boolean }): Promise<SendOutcome>;
  /** The chat tells us that it is gone or back without anybody writing (blocked, kicked, added). */
  readonly membership?: 'gone' | 'back';
  /** The chat moved: `text` is empty, `chat` is the old key. */
  readonly movedTo?: ChatKey;
}

export interface PressedButton {
  /** Acknowledges the tap; `notice` is shown briefly where the platform can, at most 200 characters. */
  acknowledge(notice?: string): Promise<void>;
}
