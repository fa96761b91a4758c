import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../src/environment.ts';
import { describeProblems, parseSettings, settingExamples } from '../src/settings.ts';

const token = '987654321:AAabcdefghijklmnopqrstuvwxyz012345678';

describe('settings', () => {
  it('are complete without any variable', () => {
    const parsed = parseSettings({});
    expect(parsed.ok && parsed.settings).toMatchObject({
      timeZone: 'Asia/Ho_Chi_Minh',
      defaultHour: '07:00',
      deliveryPolicy: 'duplicate',
      role: 'all',
      admins: [],
    });
  });

  it('take an empty variable for an absent one', () => {
    expect(parseSettings({ TELEGRAM_BOT_TOKEN: '', HTTP_PORT: ' ' })).toMatchObject({ ok: true });
  });

  it('read lists and choices', () => {
    const parsed = parseSettings({
      ADMINS: 'telegram:12, zalo:ab12',
      DELIVERY_POLICY: 'loss',
      TELEGRAM_BOT_TOKEN: token,
    });
    expect(parsed.ok && parsed.settings).toMatchObject({
      admins: ['telegram:12', 'zalo:ab12'],
      deliveryPolicy: 'loss',
      telegram: { token, apiRoot: 'https://api.telegram.org' },
    });
  });

  it.each(
    Object.keys(settingExamples).filter((name) => !['SOURCES', 'LLM_API_KEY', 'LLM_MODEL'].includes(name)),
  )('refuse nonsense in %s by name', (name) => {
    const parsed = parseSettings({ [name]: '?? sai' });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.name)).toContain(name);
  });

  it('say all that is wrong at once, with a right example and never a value', () => {
    const parsed = parseSettings({
      TELEGRAM_BOT_TOKEN: 'tuyet-mat-khong-dung-dang',
      DEFAULT_HOUR: '25:00',
      HTTP_PORT: '99999',
    });
    expect(parsed.ok).toBe(false);
    const text = parsed.ok ? '' : describeProblems(parsed.problems);
    expect(text).toContain('TELEGRAM_BOT_TOKEN');
    expect(text).toContain('DEFAULT_HOUR=07:00');
    expect(text).toContain('HTTP_PORT');
    expect(text).not.toContain('tuyet-mat');
  });

  it('refuse a secret that is still the example', () => {
    const parsed = parseSettings({ TELEGRAM_BOT_TOKEN: settingExamples.TELEGRAM_BOT_TOKEN });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.name)).toEqual(['TELEGRAM_BOT_TOKEN']);
  });

  it('want a secret with every webhook', () => {
    const parsed = parseSettings({
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_URL: 'https://bot.example.com',
    });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.name)).toEqual([
      'TELEGRAM_WEBHOOK_SECRET',
    ]);
  });

  it('are those of .env.example, each with its example', () => {
    const file = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const listed = Object.fromEntries(
      Array.from(file.matchAll(/^#([A-Z_]+)=(.*)$/gmu), (match) => [match[1], match[2]]),
    );
    // Only compose.yaml reads this one.
    delete listed['REDIS_PASSWORD'];
    expect(listed).toEqual(settingExamples);
  });
});

describe('the environment', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'diemtin-env-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('puts real variables above .env', () => {
    writeFileSync(join(directory, '.env'), 'HTTP_PORT=1\nROLE=bot\n');
    expect(readEnvironment({ HTTP_PORT: '2' }, directory).values).toMatchObject({
      HTTP_PORT: '2',
      ROLE: 'bot',
    });
  });

  it('reads secrets from files that only their owner reads', () => {
    const path = join(directory, 'token');
    writeFileSync(path, `${token}\n`, { mode: 0o600 });
    expect(readEnvironment({ TELEGRAM_BOT_TOKEN_FILE: path }, directory)).toMatchObject({
      values: { TELEGRAM_BOT_TOKEN: token },
      problems: [],
    });
  });

  it('refuses secret files that are absent, double or open to everybody, without printing them', () => {
    const open = join(directory, 'open');
    writeFileSync(open, token);
    chmodSync(open, 0o644);
    const { problems } = readEnvironment(
      {
        TELEGRAM_BOT_TOKEN_FILE: open,
        ZALO_BOT_TOKEN_FILE: join(directory, 'none'),
        LLM_API_KEY_FILE: open,
        LLM_API_KEY: 'x',
      },
      directory,
    );
    expect(problems.map((problem) => problem.name)).toEqual([
      'TELEGRAM_BOT_TOKEN_FILE',
      'ZALO_BOT_TOKEN_FILE',
      'LLM_API_KEY_FILE',
    ]);
    expect(describeProblems(problems)).not.toContain(token);
  });
});
