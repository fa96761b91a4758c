import type { ChatKey, ChatKind, Language, Platform } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Message, Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';

/** A platform on which chats live. Constructing starts nothing. */
export interface Channel {
  readonly platform: Platform;
  /** Begins to receive and hands every message to `receive`, in order within a chat, each once. Resolves when receiving has begun or is being retried in the background; the platform being down is no error. `lookUp` answers people who ask from within another chat, on platforms that know such a thing. */
  start(receive: (incoming: Incoming) => Promise<void>, lookUp?: LookUp): Promise<void>;
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
  /** A document sent with the message; `text` is its caption. */
  readonly file?: SentFile;
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

/** A document somebody sent. Nothing of it is trusted. */
export interface SentFile {
  readonly name: string;
  /** In bytes, as the platform says; absent when it does not. */
  readonly size?: number;
  /** Its bytes, at most a megabyte, read through the platform alone; undefined when it is larger or cannot be had. */
  read(): Promise<Uint8Array | undefined>;
}

/** Answers somebody who asks the bot from within another chat. Never throws. */
export type LookUp = (question: Question) => Promise<Findings>;

export interface Question {
  /** Who asks, as the private chat he has or would have with us. */
  readonly asker: ChatKey;
  readonly text: string;
  /** Answers already shown. */
  readonly offset: number;
}

export interface Findings {
  readonly found: readonly FoundArticle[];
  /** Whether there are more after these. */
  readonly more: boolean;
  /** Label of a button that leads to a chat with us. */
  readonly startLabel: string;
}

/** One answer: what the asker sees in the list, and what is posted when he picks it. */
export interface FoundArticle {
  readonly title: string;
  readonly description: string;
  readonly link?: string;
  readonly message: Message;
}

export interface PressedButton {
  /** Acknowledges the tap; `notice` is shown briefly where the platform can, at most 200 characters. */
  acknowledge(notice?: string): Promise<void>;
}
