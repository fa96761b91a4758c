import { readEnvironment } from '../environment.ts';
import { createLog, redactor } from '../log.ts';
import { openRedis } from '../redis.ts';
import { parseSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { catalogue } from '../sources/book/catalogue.ts';
import { createReadingRoom } from '../sources/reading-room.ts';
import { checkRedis } from '../store/check-redis.ts';
import type { RedisWarning } from '../store/check-redis.ts';
import { createKeys } from '../store/keys.ts';
import { lookAtSchema, SCHEMA_VERSION } from '../store/schema.ts';
import type { SchemaLook } from '../store/schema.ts';

/** `npm run doctor`: looks at settings, Redis, tokens and sources, and says what to do. Exit code 1 when something must be mended. */

type Mark = 'ok' | 'warn' | 'bad';

interface Finding {
  readonly mark: Mark;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

const marks: Readonly<Record<Mark, string>> = { ok: '✓', warn: '!', bad: '✗' };

/** Sources tried: enough to tell a dead network from a dead publisher. */
const sourcesTried = 6;
const answerLimitMs = 8_000;

async function main(): Promise<number> {
  const environment = readEnvironment(process.env, process.cwd());
  const parsed = parseSettings(environment.values);
  const problems = [...environment.problems, ...(parsed.ok ? [] : parsed.problems)];
  const secrets = parsed.ok ? parsed.secrets : [];
  const redact = redactor(secrets);
  const findings: Finding[] = [];
  function tell(heading: string, more: readonly Finding[]): void {
    process.stdout.write(`\n${heading}\n`);
    for (const { mark, text, advice } of more) {
      process.stdout.write(
        redact(`  ${marks[mark]} ${text}\n${advice === undefined ? '' : `    → ${advice}\n`}`),
      );
    }
    findings.push(...more);
  }

  tell('Môi trường', [nodeFinding()]);
  tell(
    'Cài đặt',
    problems.length === 0
      ? [{ mark: 'ok', text: 'mọi cài đặt đều hợp lệ' }]
      : problems.map(({ name, problem, example }): Finding => ({
          mark: 'bad',
          text: `${name}: ${problem}`,
          advice: `đặt ví dụ ${name}=${example}`,
        })),
  );
  if (parsed.ok) {
    tell('Redis', await redisFindings(parsed.settings));
    tell('Kênh', await channelFindings(parsed.settings));
    tell('Nguồn tin', await sourceFindings(parsed.settings));
  }
  const bad = findings.filter((finding) => finding.mark === 'bad').length;
  const warn = findings.filter((finding) => finding.mark === 'warn').length;
  process.stdout.write(
    bad === 0
      ? `\nSẵn sàng chạy: npm start${warn > 0 ? ` (có ${warn} điều nên xem)` : ''}\n`
      : `\nCòn ${bad} chỗ phải sửa.\n`,
  );
  return bad === 0 ? 0 : 1;
}

function nodeFinding(): Finding {
  return { mark: 'ok', text: `Node ${process.versions.node}` };
}

async function redisFindings(settings: Settings): Promise<readonly Finding[]> {
  const silent = createLog('silent', []);
  try {
    const { redis, close } = await openRedis(settings.redisUrl, './var/redis', silent);
    try {
      const warnings = await checkRedis(redis);
      const where = settings.redisUrl === undefined ? 'Redis riêng trong ./var' : 'REDIS_URL';
      const data = dataFinding(await lookAtSchema(redis, createKeys()));
      return [{ mark: 'ok', text: `${where} trả lời` }, data, ...warnings.map(redisFinding)];
    } finally {
      await close();
    }
  } catch {
    return [
      settings.redisUrl === undefined
        ? {
            mark: 'bad',
            text: 'không khởi động được Redis riêng',
            advice: 'chạy npm run setup để cài redis-server',
          }
        : {
            mark: 'bad',
            text: 'REDIS_URL không trả lời',
            advice: 'kiểm tra máy chủ Redis, cổng và mật khẩu',
          },
    ];
  }
}

function dataFinding({ version, restoring }: SchemaLook): Finding {
  if (restoring)
    return {
      mark: 'bad',
      text: 'dữ liệu đang khôi phục dở dang, bot không chạy trên đó',
      advice: 'chạy lại npm run restore với đúng tệp sao lưu đó',
    };
  if (version === undefined) return { mark: 'ok', text: 'chưa có dữ liệu' };
  if (version > SCHEMA_VERSION)
    return {
      mark: 'bad',
      text: `dữ liệu thuộc phiên bản ${version}, mới hơn chương trình này`,
      advice: 'cập nhật chương trình, hoặc khôi phục bản sao lưu cũ',
    };
  return { mark: 'ok', text: `dữ liệu phiên bản ${version}` };
}

function redisFinding(warning: RedisWarning): Finding {
  switch (warning.code) {
    case 'no-aof':
      return {
        mark: 'warn',
        text: 'Redis không ghi AOF: sập máy có thể mất vài phút dữ liệu',
        advice: 'đặt appendonly yes',
      };
    case 'evicting':
      return {
        mark: 'warn',
        text: `Redis có thể tự xóa dữ liệu (${warning.policy})`,
        advice: 'đặt maxmemory-policy noeviction',
      };
    case 'no-password':
      return {
        mark: 'warn',
        text: `Redis ở ${warning.host} không có mật khẩu`,
        advice: 'đặt requirepass hoặc chỉ mở cho máy này',
      };
    case 'old-version':
      return {
        mark: 'warn',
        text: `Redis ${warning.version} đã cũ`,
        advice: `nâng lên ${warning.needed} trở lên`,
      };
  }
}

async function channelFindings(settings: Settings): Promise<readonly Finding[]> {
  const { telegram, zalo } = settings;
  const asked = [
    ...(telegram === undefined ? [] : [tokenFinding('Telegram', 'TELEGRAM_BOT_TOKEN', telegram)]),
    ...(zalo === undefined ? [] : [tokenFinding('Zalo', 'ZALO_BOT_TOKEN', zalo)]),
  ];
  if (asked.length === 0) {
    return [
      {
        mark: 'warn',
        text: 'chưa có token nào: bot sẽ trò chuyện ngay trên dòng lệnh',
        advice: 'xem mục "Bot thật trong năm phút" ở README',
      },
    ];
  }
  const noAdmin: Finding = {
    mark: 'warn',
    text: 'chưa có quản trị viên',
    advice: 'đặt ADMINS=telegram:<mã số của bạn>',
  };
  return [...(await Promise.all(asked)), ...(settings.admins.length === 0 ? [noAdmin] : [])];
}

interface WhoWeAre {
  readonly ok?: unknown;
  readonly error_code?: unknown;
  /** Telegram only. */
  readonly result?: { readonly supports_inline_queries?: unknown };
}

/** Asks a platform who we are. Neither the address nor the platform's words are shown: they hold the token. */
async function tokenFinding(
  name: string,
  setting: string,
  { token, apiRoot }: { token: string; apiRoot: string },
): Promise<Finding> {
  const url = `${apiRoot.replace(/\/+$/u, '')}/bot${token}/getMe`;
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(answerLimitMs) })
    .then((response) => response.json() as Promise<WhoWeAre>)
    .catch(() => undefined);
  if (answer?.ok === true && answer.result?.supports_inline_queries === false) {
    return {
      mark: 'warn',
      text: `${name}: token đúng, nhưng chưa bật tìm tin từ cuộc trò chuyện khác (@bot từ khóa)`,
      advice: 'nhắn @BotFather: /setinline',
    };
  }
  if (answer?.ok === true) return { mark: 'ok', text: `${name}: token đúng` };
  if (answer?.error_code === 401 || answer?.error_code === 404) {
    return { mark: 'bad', text: `${name}: token bị từ chối`, advice: `lấy token mới rồi đặt lại ${setting}` };
  }
  return {
    mark: 'bad',
    text: `${name}: không tới được máy chủ`,
    advice: 'kiểm tra mạng; Telegram có thể bị nhà mạng chặn, bot sẽ tự thử lại',
  };
}

async function sourceFindings(settings: Settings): Promise<readonly Finding[]> {
  const enabled = catalogue().filter((source) => source.enabled);
  const hosts = new Map(enabled.map((source) => [new URL(source.url).host, source]));
  const sample = [...hosts.values()].slice(0, sourcesTried);
  const reading = createReadingRoom({ allowHosts: settings.fetchAllowHosts });
  try {
    const answers = await Promise.all(sample.map((source) => reading.fetcher.fetch(source.url)));
    const good = answers.filter((answer) => answer.kind !== 'failed').length;
    const text = `${good}/${sample.length} nguồn thử đọc được (danh mục có ${enabled.length} nguồn đang bật)`;
    if (good === sample.length) return [{ mark: 'ok', text }];
    if (good === 0)
      return [
        { mark: 'warn', text, advice: 'máy này có vẻ không ra được Internet; bot vẫn chạy và tự thử lại' },
      ];
    const down = sample.filter((_, at) => answers[at]?.kind === 'failed').map((source) => source.id);
    return [{ mark: 'warn', text, advice: `chưa đọc được: ${down.join(', ')}; bot sẽ tự thử lại` }];
  } finally {
    await reading.close();
  }
}

process.exitCode = await main();
