import { describe, expect, it } from 'vitest';
import { createLog, redactor } from '../src/log.ts';

const token = '987654321:AAabcdefghijklmnopqrstuvwxyz012345678';
const password = 'mật khẩu/"đặc biệt"';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let out = '';
  write(createLog('debug', [password, token], { write: (line) => (out += line) }));
  return out;
}

describe('the log', () => {
  it('is one JSON event a line', () => {
    const line = logged((log) => log.info('digest sent', { slot: '2026-11-23T07:00', count: 3 }));
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      msg: 'digest sent',
      slot: '2026-11-23T07:00',
      count: 3,
    });
    expect(line.endsWith('\n')).toBe(true);
  });

  it.each([
    ['in a message', (log: ReturnType<typeof createLog>) => log.info(`call ${token}`)],
    [
      'in a field',
      (log: ReturnType<typeof createLog>) =>
        log.info('call', { nested: { url: `https://api.example/bot${token}/getMe` } }),
    ],
    [
      'in an error and its causes',
      (log: ReturnType<typeof createLog>) =>
        log.error('failed', {
          error: new Error('outer', { cause: new Error(`at https://api.example/bot${token}/x`) }),
        }),
    ],
    [
      'in anything thrown',
      (log: ReturnType<typeof createLog>) => log.error('failed', { error: { text: token, list: [token] } }),
    ],
    [
      'escaped in an address',
      (log: ReturnType<typeof createLog>) => log.warn('failed', { at: encodeURIComponent(token) }),
    ],
  ])('never shows a token %s', (_, write) => {
    const out = logged(write);
    expect(out).not.toContain('AAabcdefghijkl');
    expect(out).toContain('[redacted]');
  });

  it('never shows a password, however it is spelt', () => {
    const out = logged((log) => {
      log.info(password, { quoted: password, encoded: encodeURIComponent(password) });
      log.warn('redis', { url: 'redis://user:another@10.0.0.1:6379' });
    });
    expect(out).not.toContain('khẩu');
    expect(out).not.toContain(encodeURIComponent(password));
    expect(out).not.toContain('another');
  });

  it('leaves ordinary text alone', () => {
    expect(redactor(['ab'])('xuất khẩu 12:30, tỷ lệ 2024:15, mail a@b.vn')).toBe(
      'xuất khẩu 12:30, tỷ lệ 2024:15, mail a@b.vn',
    );
  });
});

describe('ids of chats', () => {
  function loggedBy(salt: readonly string[], write: (log: ReturnType<typeof createLog>) => void): string {
    let text = '';
    write(createLog('debug', salt, { write: (line) => void (text += line) }));
    return text;
  }

  it('leave a salted hash, whatever field, message or stack they come in', () => {
    const text = loggedBy(['bi-mat-cua-bot'], (log) => {
      const error = Object.assign(new Error('lost {c3}:chat:telegram:-1001234'), {
        command: { name: 'eval', args: ['diemtin:{c3}:chat:zalo:ab01cd', 'Nội dung tin'] },
      });
      log.error('x', { error, chat: 'telegram:-1001234', list: [{ to: 'zalo:ab01cd' }] });
    });
    expect(text).not.toMatch(/1001234|ab01cd|Nội dung tin/u);
    const [first, ...others] = text.match(/telegram#[0-9a-f]{10}/gu) ?? [];
    expect(others.length).toBeGreaterThan(0);
    expect(new Set([first, ...others]).size).toBe(1);
  });

  it('differ from bot to bot, and names of platforms stay', () => {
    const line = (salt: string): string =>
      loggedBy([salt], (log) => log.info('telegram: receiving', { chat: 'telegram:42' }));
    expect(line('mot-bi-mat')).toContain('telegram: receiving');
    const hashOf = (text: string): string | undefined => /telegram#\w+/u.exec(text)?.[0];
    expect(hashOf(line('mot-bi-mat'))).toBe(hashOf(line('mot-bi-mat')));
    expect(hashOf(line('mot-bi-mat'))).not.toBe(hashOf(line('hai-bi-mat')));
  });
});
