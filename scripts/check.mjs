// Layout, lint, types and unused code, one after the other; says which of them failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['src', 'tests', 'bench', 'eval'].filter((folder) => existsSync(join(root, folder)));

const checks = [
  { name: 'layout', command: ['oxfmt', '--check', ...folders, 'scripts'], remedy: 'npm run format' },
  { name: 'lint', command: ['oxlint', '--type-aware', ...folders] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
];

const failed = checks.filter(({ name, command: [program, ...args] }) => {
  process.stdout.write(`\n== ${name}: ${program} ${args.join(' ')}\n`);
  const run = spawnSync(join(root, 'node_modules', '.bin', program), args, { cwd: root, stdio: 'inherit' });
  return run.status !== 0;
});

if (failed.length === 0) process.stdout.write('\nAll checks passed.\n');
for (const { name, remedy } of failed)
  process.stdout.write(`\nFailed: ${name}${remedy ? ` (try: ${remedy})` : ''}`);
if (failed.length > 0) {
  process.stdout.write('\n');
  process.exit(1);
}
