// npm run chaos -- --chats 10000 --kills 20 --redis-kills 3 --seed 1: a table, and exit code 1 when a promise is broken.
import { parseArgs } from 'node:util';
import { runChaos, type ChaosPlan, type ChaosResult } from './chaos.ts';

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    'redis-kills': { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '100' },
    latency: { type: 'string', default: '25' },
    only: { type: 'string' },
  },
});

const base = {
  seed: Number(values.seed),
  chats: Number(values.chats),
  workers: 2,
  kills: Number(values.kills),
  redisKills: Number(values['redis-kills']),
  freezeMs: 0,
  perSecond: Number(values.rate),
  latencyMs: Number(values.latency),
  policy: 'duplicate',
} as const satisfies ChaosPlan;

const plans: Readonly<Record<string, ChaosPlan>> = {
  'kills, prefer duplicate': base,
  'kills, prefer loss': { ...base, policy: 'loss' },
  'two instances, no faults': { ...base, kills: 0, redisKills: 0 },
  'a worker paused for 30 s': {
    ...base,
    chats: Math.ceil(base.chats / 2),
    kills: 0,
    redisKills: 0,
    freezeMs: 30_000,
  },
};

const columns = [
  'chats',
  'kills',
  'redisKills',
  'sent',
  'lost',
  'repeats',
  'mostCopies',
  'doubtful',
  'unlisted',
  'refused',
  'seconds',
  'endMs',
] as const satisfies readonly (keyof ChaosResult)[];

console.log(`seed ${values.seed}\n| run | ${columns.join(' | ')} | verdict |`);
console.log(`|---${'|---'.repeat(columns.length + 1)}|`);
for (const [name, plan] of Object.entries(plans)) {
  if (values.only !== undefined && !name.includes(values.only)) continue;
  const result = await runChaos(plan);
  const verdict = result.broken.length === 0 ? 'kept' : `BROKEN: ${result.broken.join('; ')}`;
  console.log(`| ${name} | ${columns.map((column) => result[column]).join(' | ')} | ${verdict} |`);
  if (result.broken.length > 0) process.exitCode = 1;
}
