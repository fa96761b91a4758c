import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeProblem, ProbeResult } from '../../../src/news/probe.ts';
import { feed, source } from './newsroom.ts';
import { ADMIN, openStage } from './stage.ts';

const boss = { chat: ADMIN, sender: ADMIN } as const;
const url = 'https://bao-moi.example/rss/kinh-te.rss';
const problems: readonly ProbeProblem[] = [
  'not-a-url',
  'private-address',
  'unreachable',
  'timeout',
  'http-error',
  'too-large',
  'empty',
  'not-a-feed',
  'no-items',
];
const addresses = new Map<string, ProbeResult>([
  [url, feed('bao-moi', { source: source('bao-moi', { url }) })],
  ['https://co-roi.example/rss', feed('co-roi', { duplicateOf: 'co-roi' })],
  ...problems.map(
    (problem) => [`https://${problem}.example/`, { kind: 'problem', problem, detail: 'HTTP 503' }] as const,
  ),
]);

let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage({ addresses });
});
afterEach(() => stage.close());

describe('adding a source', () => {
  it('shows what is there and stores it once confirmed', async () => {
    const preview = await stage.says(`/themnguon ${url}`, boss);
    expect(preview.text).toContain('20 tin, mới nhất 06:30 24/11/2026');
    expect(preview.text).toContain('Cửa khẩu Hữu Nghị thông quan sớm');
    expect(await stage.sources.list()).toEqual([]);
    const added = await stage.taps('Thêm nguồn', boss);
    expect(added.text).toContain('Đã thêm nguồn “Nguồn bao-moi” với mã bao-moi.');
    expect((await stage.sources.get('bao-moi'))?.source).toMatchObject({
      url,
      addedBy: ADMIN,
      addedAt: stage.now(),
    });
    expect(await stage.audit.last(5)).toMatchObject([{ who: ADMIN, outcome: 'done' }]);
  });

  it('takes the confirmation once, within a minute, from the one who was asked', async () => {
    await stage.says(`/themnguon ${url}`, boss);
    const again = stage.taps('Thêm nguồn', boss);
    const [first, second] = await Promise.all([again, stage.taps('Thêm nguồn', boss)]);
    expect([first.text, second.text].filter((text) => text.includes('hết hạn'))).toHaveLength(1);
    await stage.sources.remove('bao-moi');
    await stage.says(`/themnguon ${url}`, boss);
    stage.passes(60_001);
    expect((await stage.taps('Thêm nguồn', boss)).text).toContain('hết hạn');
    expect(await stage.sources.list()).toEqual([]);
  });

  it('takes two confirmations of the same moment', async () => {
    for (let round = 0; round < 2; round += 1) {
      await stage.says(`/themnguon ${url}`, boss);
      expect((await stage.taps('Thêm nguồn', boss)).text).toContain('Đã thêm nguồn');
      await stage.sources.remove('bao-moi');
    }
  });

  it.each(problems)('says what is wrong with an address: %s', async (problem) => {
    const answer = await stage.says(`/themnguon https://${problem}.example/`, boss);
    expect(answer.text).toContain('Chưa lưu gì.');
    expect(answer.text.length).toBeGreaterThan(60);
    expect(answer.labels).toEqual([]);
    expect(await stage.sources.list()).toEqual([]);
  });

  it('asks for the address when there is none', async () => {
    await stage.says('thêm nguồn', boss);
    expect((await stage.says(url, boss)).labels).toContain('Thêm nguồn');
  });

  it('points to the source that is there already', async () => {
    const answer = await stage.says('/addsource https://co-roi.example/rss', boss);
    expect(answer.text).toContain('mã co-roi');
    expect(answer.labels).toEqual(['co-roi']);
  });

  it('reads an address to the end however long', async () => {
    const long = `https://dai.example/rss?${'a'.repeat(600)}`;
    await stage.says(`/themnguon ${long}`, boss);
    expect(stage.desk.probed).toEqual([long]);
  });

  it('tests without storing and offers to store', async () => {
    expect((await stage.says(`/thunguon ${url}`, boss)).text).toContain('Chưa lưu gì.');
    await stage.taps('Thêm nguồn', boss);
    expect(await stage.sources.get('bao-moi')).toBeDefined();
  });
});

describe('looking after sources', () => {
  it('lists ten a page with their health', async () => {
    for (let at = 10; at < 35; at += 1) await stage.addSource(source(`bao-${at}`, { enabled: at !== 11 }));
    await stage.sources.report('bao-10', { nextPollAt: 0, failures: 3, lastError: 'HTTP 500' });
    const first = await stage.says('/nguon', boss);
    expect(first.text).toContain('Nguồn tin: 25 (trang 1/3)');
    expect(first.text).toContain('⚠️ Nguồn bao-10');
    expect(first.text).toContain('⏸ Nguồn bao-11');
    const second = await stage.taps('▶', boss);
    expect(second.text).toContain('trang 2/3');
    const card = await stage.taps('Nguồn bao-20', boss);
    expect(card.labels).toEqual(['Tắt', 'Đọc thử', 'Xóa nguồn', '← Quay lại']);
  });

  it('switches off and on', async () => {
    await stage.addSource(source('bao-a'));
    expect((await stage.says('/tatnguon bao-a', boss)).text).toContain('Đã tắt nguồn');
    expect((await stage.sources.get('bao-a'))?.source.enabled).toBe(false);
    await stage.taps('Bật', boss);
    expect((await stage.sources.get('bao-a'))?.source.enabled).toBe(true);
  });

  it('removes after a confirmation', async () => {
    await stage.addSource(source('bao-a'));
    await stage.says('/xoanguon bao-a', boss);
    expect(await stage.sources.get('bao-a')).toBeDefined();
    expect((await stage.taps('Xóa nguồn', boss)).text).toContain('Đã xóa nguồn');
    expect(await stage.sources.get('bao-a')).toBeUndefined();
  });

  it('works with ids longer than a button', async () => {
    const id = `bao-${'rat-dai-'.repeat(7)}x`;
    await stage.addSource(source(id));
    await stage.says('/nguon', boss);
    await stage.taps('Nguồn', boss);
    await stage.taps('Xóa nguồn', boss);
    await stage.taps('Xóa nguồn', boss);
    expect(await stage.sources.list()).toEqual([]);
  });

  it('offers the nearest to an unknown id', async () => {
    await stage.addSource(source('vnexpress-kinh-doanh'));
    const answer = await stage.says('/tatnguon vnexpres-kinh-doan', boss);
    expect(answer.text).toContain('Có phải bạn muốn:');
    await stage.taps('vnexpress-kinh-doanh', boss);
    expect((await stage.sources.get('vnexpress-kinh-doanh'))?.source.enabled).toBe(false);
  });

  it('edits name, hints and address, an address only when it is a feed', async () => {
    await stage.addSource(source('bao-a'));
    await stage.says('/suanguon bao-a ten=Báo A Kinh tế bangma=windows-1258 chitomtat=co', boss);
    expect((await stage.sources.get('bao-a'))?.source).toMatchObject({
      name: 'Báo A Kinh tế',
      hints: { encoding: 'windows-1258', teaserOnly: true },
    });
    await stage.says('/suanguon bao-a url=https://empty.example/', boss);
    expect((await stage.sources.get('bao-a'))?.source.url).toBe('https://bao-a.example/rss');
    await stage.says(`/suanguon bao-a url=${url}`, boss);
    expect((await stage.sources.get('bao-a'))?.source.url).toBe(url);
    expect((await stage.says('/suanguon bao-a mau=xanh', boss)).text).toContain('Không sửa được mục “mau”');
  });
});

describe('operations', () => {
  it('reports deliveries, health and who did what', async () => {
    expect((await stage.says('/baocao', boss)).text).toContain('Chưa có lượt gửi nào');
    await stage.says('/gio 07:00');
    await stage.deliveries.skip('telegram:42', '2026-11-24T07:00', 'empty', stage.now());
    expect((await stage.says('/baocao', boss)).text).toContain('2026-11-24 07:00: bỏ qua 1 (tổng cộng 1)');
    expect((await stage.says('sức khỏe', boss)).text).toContain('Nơi nhận: 1 đang nhận trên 1');
    await stage.says('/tatnguon khong-co', { chat: 'telegram:666' });
    expect((await stage.says('/nhatky', boss)).text).toContain('telegram:666 · tatnguon · từ chối');
  });

  it('says why one chat did not get its digest', async () => {
    await stage.deliveries.skip('telegram:42', '2026-11-24T07:00', 'too-late', stage.now());
    const { text } = await stage.says('/baocao telegram:42', boss);
    expect(text).toContain('Các lượt gửi tới telegram:42');
    expect(text).toMatch(/2026-11-24 07:00: bỏ qua .*, too-late/u);
    expect((await stage.says('/baocao telegram:4711', boss)).text).toContain('Không có nơi nhận này');
  });

  it('previews the digest of a chat', async () => {
    await stage.says('/chude +thep');
    const answer = await stage.says('/xemtruoc telegram:42', boss);
    expect(answer.text).toContain('Giá thép xây dựng tăng nhẹ');
    expect(answer.text).not.toContain('Lạng Sơn');
  });

  it('wakes a suspended source: it is due at once, and a fault that lasts will be told anew', async () => {
    await stage.addSource(source('bao-a'));
    await stage.sources.report('bao-a', {
      nextPollAt: Date.parse('2099-01-01T00:00+07:00'),
      failures: 12,
      lastError: 'http-error 500',
      suspended: 'failing',
      suspendedAt: 1,
      told: 'failing',
    });
    expect((await stage.says('/nguon bao-a', boss)).text).toContain('⛔');
    expect((await stage.says('/batnguon bao-a', boss)).text).not.toContain('⛔');
    const health = (await stage.sources.get('bao-a'))?.health;
    expect(health).toMatchObject({ failures: 0, lastError: 'http-error 500' });
    expect(health).not.toHaveProperty('suspended');
    expect(health).not.toHaveProperty('told');
    expect(health?.nextPollAt).toBeLessThan(Date.parse('2099-01-01T00:00+07:00'));
  });

  it('adds and removes admins, but not those of the settings', async () => {
    await stage.says('/quantri +telegram:7', boss);
    const seven = { chat: 'telegram:7' } as const;
    expect((await stage.says('/nguon', seven)).text).toContain('Chưa có nguồn tin nào');
    expect((await stage.says(`/quantri -${ADMIN}`, seven)).text).toContain('không xóa được');
    await stage.says('/quantri -telegram:7', boss);
    expect((await stage.says('/nguon', seven)).text).not.toContain('Chưa có nguồn');
  });
});

describe('strangers', () => {
  const lines = [
    '/nguon',
    '/themnguon https://bao-moi.example/rss/kinh-te.rss',
    '/xoanguon bao-a',
    '/suanguon bao-a ten=X',
    '/batnguon bao-a',
    '/tatnguon bao-a',
    `/thunguon ${url}`,
    '/suckhoe',
    '/nhatky',
    '/baocao',
    '/quantri +telegram:666',
    '/xemtruoc telegram:42',
    'xóa nguồn bao-a',
  ];

  it.each(lines)('are refused %s, which leaves one line in the audit trail', async (line) => {
    await stage.addSource(source('bao-a'));
    const before = await stage.sources.list();
    const answer = await stage.says(line, { chat: 'telegram:666' });
    expect(answer.text).toBe(
      'Yêu cầu này không thực hiện được. Gõ /trogiup để xem những việc bạn có thể làm.',
    );
    expect(await stage.sources.list()).toEqual(before);
    expect(stage.desk.probed).toEqual([]);
    expect(await stage.audit.last(9)).toMatchObject([{ who: 'telegram:666', outcome: 'refused' }]);
  });

  it('are refused with forged buttons too', async () => {
    await stage.addSource(source('bao-a'));
    await stage.says('/xoanguon bao-a', boss);
    const action = 'xoanguon ok:abcdef-abc';
    await stage.forges(action, { chat: 'telegram:666' });
    await stage.forges(action, boss);
    expect(await stage.sources.get('bao-a')).toBeDefined();
  });

  it('are refused in a group, even when it is an admin who asks there', async () => {
    const answer = await stage.says('/nguon', { chat: 'telegram:-5', kind: 'group', sender: ADMIN });
    expect(answer.text).toContain('không thực hiện được');
  });

  it('see no admin command in the help', async () => {
    expect((await stage.says('/trogiup')).text).not.toContain('/themnguon');
    expect((await stage.says('/trogiup', boss)).text).toContain('/themnguon');
    expect((await stage.says('/themnguonn x')).labels).toEqual([]);
  });
});
