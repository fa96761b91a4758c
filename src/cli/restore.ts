import { existsSync } from 'node:fs';
import { readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { openRedis } from '../redis.ts';
import { describeProblems, parseSettings } from '../settings.ts';
import { beginRestore, checkBackup, endRestore, restoreLines } from '../store/backup.ts';
import { openStore } from '../store/store.ts';
import { foldForSearch } from '../text/fold.ts';
import { tokens } from '../text/tokens.ts';
import { readLines } from './backup-file.ts';

const PREFIX = 'diemtin';

const REFUSALS = {
  'not-a-backup': 'Tệp này không phải bản sao lưu của diemtin.',
  newer: 'Bản sao lưu do phiên bản mới hơn tạo ra. Hãy cập nhật chương trình rồi thử lại.',
  incomplete: 'Bản sao lưu không trọn vẹn (bị cắt hoặc hỏng). Chưa ghi gì cả.',
  'not-empty':
    'Redis đang có dữ liệu. Thêm --replace nếu muốn xóa dữ liệu đó và thay bằng bản sao lưu. Chưa ghi gì cả.',
  'another-unfinished':
    'Lần khôi phục trước từ một bản sao lưu khác chưa xong. Chạy lại với tệp đó, hoặc thêm --replace.',
} as const;

/** `npm run restore -- FILE [--replace]`: puts a backup in place of what is there. Stop the bot first; cut short, run it again. */
async function main(args: readonly string[]): Promise<number> {
  const path = args.find((arg) => !arg.startsWith('--'));
  const replace = args.includes('--replace');
  if (path === undefined || !existsSync(path)) {
    process.stderr.write(
      `${path === undefined ? '' : `Không có tệp ${path}.\n`}Cách dùng: npm run restore -- sao-luu.jsonl.gz [--replace]\nUsage: npm run restore -- FILE [--replace]\n`,
    );
    return 2;
  }
  const parsed = parseSettings(readEnvironment(process.env, process.cwd()).values);
  if (!parsed.ok) {
    process.stderr.write(describeProblems(parsed.problems));
    return 2;
  }
  const checked = await checkBackup(readLines(path)).catch(
    () => ({ kind: 'bad', why: 'incomplete' }) as const,
  );
  if (checked.kind === 'bad') return refuse(REFUSALS[checked.why]);
  const log = createLog('warn', parsed.secrets, process.stderr);
  const opened = await openRedis(parsed.settings.redisUrl, './var/redis', log);
  try {
    const { redis } = opened;
    const begun = await beginRestore(redis, PREFIX, checked.head.madeAt, replace);
    if (begun !== 'begun') return refuse(REFUSALS[begun]);
    const count = await restoreLines(redis, PREFIX, readLines(path), Date.now(), (done) => {
      if (done % 5_000 === 0) process.stdout.write(`${done}/${checked.keys} khóa\n`);
    });
    const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'restore', PREFIX);
    const indexed = await endRestore(redis, PREFIX, store, (done) => {
      if (done % 5_000 === 0 && done > 0) process.stdout.write(`${done} bài vào chỉ mục tìm kiếm\n`);
    });
    process.stdout.write(
      `Đã khôi phục ${count} khóa của bản sao lưu lúc ${checked.head.madeAt}, ${indexed} bài trong chỉ mục tìm kiếm.\n`,
    );
    return 0;
  } finally {
    await opened.close();
  }
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `Khôi phục chưa xong, hãy chạy lại: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  return 1;
});
