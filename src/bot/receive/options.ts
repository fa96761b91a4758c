import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Message, Part } from '../../news/message.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Backoff } from './backoff.ts';

/** What every platform over the net is opened with. */
export interface ChannelOptions {
  readonly token: string;
  /** The platform's public address, or a server of one's own; a path prefix is kept. */
  readonly apiRoot: string;
  /** Receive by webhook instead of polling; the secret has at least 32 characters of `A-Za-z0-9_-`. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly render: (message: Message) => readonly Part[];
  readonly log: Log;
  readonly clock: Clock;
  /** Atomically notes a key and tells whether it was noted in the last 24 h. */
  readonly seen?: ((key: string) => Promise<boolean>) | undefined;
  /** Times in milliseconds unless named otherwise. */
  readonly limits?: Partial<ChannelLimits> | undefined;
}

export interface ChannelLimits {
  readonly handlerMs: number;
  readonly callMs: number;
  readonly connectMs: number;
  /** Short, so that a request lost in a dead network is given up soon and receiving is back within 15 s. */
  readonly pollSeconds: number;
  readonly retry: Backoff;
}

/** Limits of a platform that says nothing else. */
export const usualLimits: ChannelLimits = {
  handlerMs: 10_000,
  callMs: 15_000,
  connectMs: 8_000,
  pollSeconds: 8,
  retry: { minMs: 500, maxMs: 8_000 },
};

/** A channel that may be reached by webhook. */
export interface WebhookChannel extends Channel {
  /** Answers a request of the platform to our webhook. */
  handleWebhook(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
