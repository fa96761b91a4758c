import { isTimeZone } from './digest/slots.ts';

/** Everything the operator decides, read once at start and handed down. */
export interface Settings {
  readonly redisUrl?: string;
  readonly telegram?: TelegramSettings;
  readonly zalo?: ZaloSettings;
  /** `platform:id` of the owners. */
  readonly admins: readonly string[];
  /** A file of sources or OPML instead of the built-in catalogue. */
  readonly sourcesFile?: string;
  /** Floor of the adaptive polling interval, in seconds. */
  readonly pollSeconds: number;
  /** `host:port` exceptions to the private-address guard. */
  readonly fetchAllowHosts: readonly string[];
  readonly timeZone: string;
  /** `HH:MM` offered and used when a chat has not chosen. */
  readonly defaultHour: string;
  /** Minutes after publication before groups and channels may get an article. */
  readonly publishDelayMinutes: number;
  /** A digest later than this is skipped. */
  readonly lateLimitMinutes: number;
  readonly deliveryPolicy: 'duplicate' | 'loss';
  readonly role: Role;
  readonly httpPort: number;
  readonly publicUrl?: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly llm?: LlmSettings;
}

export type Role = 'all' | 'bot' | 'collect' | 'deliver';

export interface TelegramSettings {
  readonly token: string;
  readonly apiRoot: string;
  /** Messages a second over all chats; more than 30 are paid broadcasts, up to 1000. */
  readonly perSecond: number;
  readonly webhook?: WebhookSettings;
}

export interface ZaloSettings {
  readonly token: string;
  readonly apiRoot: string;
  readonly webhook?: WebhookSettings;
}

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
}

export interface LlmSettings {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly model: string;
  /** Questions a day, of all processes together. */
  readonly dailyCalls: number;
}

/** One wrong setting: its name, what is wrong with it and a right one. Never its value, which may be a secret. */
export interface SettingProblem {
  readonly name: string;
  readonly problem: string;
  readonly example: string;
}

export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

/** Every setting with what it means and a right value; `.env.example` and the error texts come from here. */
export const settingExamples = {
  REDIS_URL: 'redis://:matkhau@127.0.0.1:6379',
  TELEGRAM_BOT_TOKEN: '123456789:AAExampleExampleExampleExampleExample1',
  TELEGRAM_API_ROOT: 'https://api.telegram.org',
  TELEGRAM_PER_SECOND: '30',
  TELEGRAM_WEBHOOK_URL: 'https://bot.example.com',
  TELEGRAM_WEBHOOK_SECRET: 'chuoi-ngau-nhien-dai-it-nhat-32-ky-tu',
  ZALO_BOT_TOKEN: '123456789:ExampleExampleExample',
  ZALO_API_ROOT: 'https://bot-api.zaloplatforms.com',
  ZALO_WEBHOOK_URL: 'https://bot.example.com',
  ZALO_WEBHOOK_SECRET: 'chuoi-ngau-nhien-dai-it-nhat-32-ky-tu',
  ADMINS: 'telegram:123456789,zalo:0a1b2c3d4e5f60718293',
  SOURCES: './nguon.opml',
  POLL_SECONDS: '300',
  FETCH_ALLOW_HOSTS: '127.0.0.1:8080',
  TIMEZONE: 'Asia/Ho_Chi_Minh',
  DEFAULT_HOUR: '07:00',
  PUBLISH_DELAY_MINUTES: '60',
  LATE_LIMIT_MINUTES: '180',
  DELIVERY_POLICY: 'duplicate',
  ROLE: 'all',
  HTTP_PORT: '8080',
  PUBLIC_URL: 'https://diemtin.example.com',
  LOG_LEVEL: 'info',
  LLM_BASE_URL: 'https://llm.example.com/v1',
  LLM_API_KEY: 'khoa-bi-mat',
  LLM_MODEL: 'ten-mo-hinh',
  LLM_DAILY_CALLS: '300',
} as const;

type Name = keyof typeof settingExamples;

/** Settings whose values must never be printed; each may also be given as a file through `<NAME>_FILE`. */
export const secretSettings: readonly Name[] = [
  'REDIS_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'ZALO_BOT_TOKEN',
  'ZALO_WEBHOOK_SECRET',
  'LLM_API_KEY',
];

/** Reads settings from an environment. Pure: nothing is read besides the argument, and all that is wrong is said at once, in Vietnamese. */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): ParsedSettings {
  const read = reader(environment);
  const settings: Settings = {
    ...read.optional('redisUrl', 'REDIS_URL', isRedisUrl, 'không phải địa chỉ Redis'),
    ...telegramSettings(read),
    ...zaloSettings(read),
    admins: read.list(
      'ADMINS',
      /^(?:telegram:-?\d+|zalo:[0-9a-zA-Z]+|console:\w+)$/u,
      'mỗi mục phải là telegram:<số> hoặc zalo:<mã>',
    ),
    ...read.optional('sourcesFile', 'SOURCES', () => true, ''),
    pollSeconds: read.number('POLL_SECONDS', 300, 10, 86_400),
    fetchAllowHosts: read.list(
      'FETCH_ALLOW_HOSTS',
      /^(?:\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/iu,
      'mỗi mục phải là máy:cổng',
    ),
    timeZone: read.text('TIMEZONE', 'Asia/Ho_Chi_Minh', isTimeZone, 'không phải tên múi giờ IANA'),
    defaultHour: read.text(
      'DEFAULT_HOUR',
      '07:00',
      (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value),
      'không phải giờ HH:MM',
    ),
    publishDelayMinutes: read.number('PUBLISH_DELAY_MINUTES', 60, 0, 1440),
    lateLimitMinutes: read.number('LATE_LIMIT_MINUTES', 180, 1, 1440),
    deliveryPolicy: read.choice('DELIVERY_POLICY', 'duplicate', ['duplicate', 'loss']),
    role: read.choice('ROLE', 'all', ['all', 'bot', 'collect', 'deliver']),
    httpPort: read.number('HTTP_PORT', 8080, 0, 65_535),
    ...read.optional('publicUrl', 'PUBLIC_URL', isWebUrl, 'không phải địa chỉ http(s)'),
    logLevel: read.choice('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error']),
    ...llmSettings(read),
  };
  const problems = read.problems();
  if (problems.length > 0) return { ok: false, problems };
  const secrets = secretSettings
    .map((name) => environment[name])
    .filter((value) => value !== undefined && value !== '');
  return { ok: true, settings, secrets: secrets as readonly string[] };
}

/** Says all that is wrong with the settings at once, each with a right example, in both languages. */
export function describeProblems(problems: readonly SettingProblem[]): string {
  const lines = problems.map(
    ({ name, problem, example }) => `  ✗ ${name}: ${problem}. Ví dụ đúng: ${name}=${example}`,
  );
  return [
    `Cài đặt chưa đúng (${problems.length} chỗ), bot chưa chạy. / Settings are wrong, not started:`,
    ...lines,
    'Sửa trong .env hoặc biến môi trường; ý nghĩa từng mục ở .env.example.',
    '',
  ].join('\n');
}

function telegramSettings(read: Reader): { telegram?: TelegramSettings } {
  const token = read.maybe('TELEGRAM_BOT_TOKEN', isBotToken, 'không đúng dạng token do BotFather cấp');
  const apiRoot = read.text(
    'TELEGRAM_API_ROOT',
    'https://api.telegram.org',
    isWebUrl,
    'không phải địa chỉ http(s)',
  );
  const perSecond = read.number('TELEGRAM_PER_SECOND', 30, 1, 1000);
  const webhook = webhookSettings(read, 'TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET');
  return token === undefined ? {} : { telegram: { token, apiRoot, perSecond, ...webhook } };
}

function zaloSettings(read: Reader): { zalo?: ZaloSettings } {
  const token = read.maybe('ZALO_BOT_TOKEN', isZaloToken, 'không đúng dạng token do Zalo Bot Creator cấp');
  const apiRoot = read.text(
    'ZALO_API_ROOT',
    'https://bot-api.zaloplatforms.com',
    isWebUrl,
    'không phải địa chỉ http(s)',
  );
  const webhook = webhookSettings(read, 'ZALO_WEBHOOK_URL', 'ZALO_WEBHOOK_SECRET');
  return token === undefined ? {} : { zalo: { token, apiRoot, ...webhook } };
}

function webhookSettings(read: Reader, urlName: Name, secretName: Name): { webhook?: WebhookSettings } {
  const url = read.maybe(
    urlName,
    (value) => isWebUrl(value) && value.startsWith('https:'),
    'phải là địa chỉ https',
  );
  const secret = read.maybe(
    secretName,
    (value) => /^[\w-]{32,256}$/u.test(value),
    'cần 32–256 ký tự gồm chữ, số, _ và -',
  );
  if (url === undefined) return {};
  if (secret === undefined) {
    read.complain(secretName, 'bắt buộc khi dùng webhook');
    return {};
  }
  return { webhook: { url, secret } };
}

function llmSettings(read: Reader): { llm?: LlmSettings } {
  const baseUrl = read.maybe('LLM_BASE_URL', isWebUrl, 'không phải địa chỉ http(s)');
  const apiKey = read.maybe('LLM_API_KEY', () => true, '');
  const model = read.maybe('LLM_MODEL', () => true, '');
  const dailyCalls = read.number('LLM_DAILY_CALLS', 300, 0, 1_000_000);
  if (baseUrl === undefined) return {};
  if (model === undefined) {
    read.complain('LLM_MODEL', 'bắt buộc khi đặt LLM_BASE_URL');
    return {};
  }
  return { llm: { baseUrl, model, dailyCalls, ...(apiKey === undefined ? {} : { apiKey }) } };
}

type Reader = ReturnType<typeof reader>;

function reader(environment: Readonly<Record<string, string | undefined>>) {
  const problems: SettingProblem[] = [];

  function complain(name: Name, problem: string): void {
    problems.push({ name, problem, example: settingExamples[name] });
  }

  function maybe(name: Name, right: (value: string) => boolean, problem: string): string | undefined {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') return undefined;
    if (secretSettings.includes(name) && value === settingExamples[name]) {
      complain(name, 'vẫn là giá trị mẫu, hãy thay bằng giá trị của bạn');
      return undefined;
    }
    if (right(value)) return value;
    complain(name, problem);
    return undefined;
  }

  return {
    complain,
    maybe,
    problems: (): readonly SettingProblem[] => problems,
    text: (name: Name, otherwise: string, right: (value: string) => boolean, problem: string): string =>
      maybe(name, right, problem) ?? otherwise,
    optional<K extends string>(
      key: K,
      name: Name,
      right: (value: string) => boolean,
      problem: string,
    ): { readonly [P in K]?: string } {
      const value = maybe(name, right, problem);
      // A computed key widens to an index signature; the key is the literal K.
      return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
    },
    number(name: Name, otherwise: number, least: number, most: number): number {
      const inRange = (value: string): boolean =>
        /^\d{1,9}$/u.test(value) && Number(value) >= least && Number(value) <= most;
      return Number(maybe(name, inRange, `phải là số nguyên từ ${least} đến ${most}`) ?? otherwise);
    },
    choice<const T extends string>(name: Name, otherwise: NoInfer<T>, choices: readonly T[]): T {
      const known = (value: string): boolean => choices.some((choice) => choice === value);
      return (maybe(name, known, `chỉ nhận: ${choices.join(', ')}`) as T | undefined) ?? otherwise;
    },
    list(name: Name, right: RegExp, problem: string): readonly string[] {
      const items = (value: string): readonly string[] =>
        value
          .split(',')
          .map((item) => item.trim())
          .filter((item) => item !== '');
      const value = maybe(name, (text) => items(text).every((item) => right.test(item)), problem);
      return value === undefined ? [] : items(value);
    },
  };
}

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol);
}

function isRedisUrl(value: string): boolean {
  return URL.canParse(value) && /^rediss?:$/u.test(new URL(value).protocol);
}

function isBotToken(value: string): boolean {
  return /^\d{5,}:[\w-]{30,}$/u.test(value);
}

function isZaloToken(value: string): boolean {
  return /^\d{5,}:\S{10,}$/u.test(value);
}
