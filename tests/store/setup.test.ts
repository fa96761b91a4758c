import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/setup.mjs');

describe('the set-up script', () => {
  it.each([[['--no-redis', '--quiet']], [['--quiet']], [[]]])(
    'does nothing and says nothing when all is there: %j',
    (args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
      expect([status, stdout, stderr]).toEqual([0, '', '']);
    },
  );
});
