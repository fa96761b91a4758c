import type { ChannelLimits } from '../../src/bot/receive/options.ts';

/** Limits for a channel on a test server: what fails is tried again at once. */
export const shortWaits: Partial<ChannelLimits> = {
  pollSeconds: 1,
  callMs: 3_000,
  retry: { minMs: 20, maxMs: 100 },
};
