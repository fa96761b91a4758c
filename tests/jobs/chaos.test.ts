import { describe, expect, it } from 'vitest';
import { runChaos } from '../chaos/chaos.ts';

// The long runs: npm run chaos -- --chats 10000 --kills 20 --redis-kills 3 --seed 1
const plan = {
  seed: 5,
  chats: 120,
  workers: 2,
  kills: 2,
  redisKills: 1,
  freezeMs: 0,
  perSecond: 60,
  latencyMs: 20,
  policy: 'duplicate',
} as const;

describe('nobody is lost', () => {
  it('when workers and Redis are killed', { timeout: 150_000 }, async () => {
    expect(await runChaos(plan)).toMatchObject({ broken: [], settled: true, lost: 0 });
  });
});
