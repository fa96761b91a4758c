import { statSync } from 'node:fs';
import { readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { openRedis } from '../redis.ts';
import { describeProblems, parseSettings } from '../settings.ts';
import { backupLines } from '../store/backup.ts';
import { writeLines } from './backup-file.ts';

/** `npm run backup -- FILE`: everything the bot knows in one file; exit code 1 when it could not be written. */
async function main(path: string | undefined): Promise<number> {
  if (path === undefined) {
    process.stderr.write('Cách dùng: npm run backup -- sao-luu.jsonl.gz\nUsage: npm run backup -- FILE\n');
    return 2;
  }
  const parsed = parseSettings(readEnvironment(process.env, process.cwd()).values);
  if (!parsed.ok) {
    process.stderr.write(describeProblems(parsed.problems));
    return 2;
  }
  const log = createLog('warn', parsed.secrets, process.stderr);
  const store = await openRedis(parsed.settings.redisUrl, './var/redis', log);
  let keys = -2;
  async function* counted(): AsyncGenerator<string> {
    for await (const line of backupLines(store.redis, 'diemtin', Date.now())) {
      keys += 1;
      yield line;
    }
  }
  try {
    await writeLines(path, counted());
  } finally {
    await store.close();
  }
  process.stdout.write(
    `Đã sao lưu ${keys} khóa vào ${path} (${(statSync(path).size / 1e6).toFixed(1)} MB). Tệp có mã các nơi nhận tin: hãy giữ kín.\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`Không sao lưu được: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
