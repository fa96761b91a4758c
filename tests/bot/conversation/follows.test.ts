import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeDigest } from '../../../src/digest/compose.ts';
import { parseChatKey } from '../../../src/news/chat.ts';
import { openStage } from './stage.ts';

let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage({
    house: { renderDigest: (digest, chat) => composeDigest(digest, parseChatKey(chat.key).platform, {}) },
  });
});
afterEach(() => stage.close());

const zalo = { chat: 'zalo:abc' } as const;

describe('keywords', () => {
  it('are followed by typing them, and shown as they were understood', async () => {
    const done = await stage.says('/theodoi "thuế chống bán phá giá" thép -Ấn Độ');
    expect(done.text).toContain('Đang theo dõi: "thuế chống bán phá giá" thép -"ấn độ"');
    expect(done.text).toContain('báo ngay');
    await stage.says('theo dõi gạo điểm tin');
    expect((await stage.chat())?.follows).toEqual([
      { query: '"thuế chống bán phá giá" thép -"ấn độ"', when: 'now' },
      { query: 'gạo', when: 'digest' },
    ]);
    const list = await stage.says('/tukhoa');
    expect(list.text).toContain('• "thuế chống bán phá giá" thép -"ấn độ" · báo ngay');
    expect(list.text).toContain('• gạo · trong điểm tin');
    expect(list.text).toContain('nhiều nhất 10 tin mỗi ngày');
  });

  it('are asked for, with suggestions to tap', async () => {
    const ask = await stage.says('/theodoi');
    expect(ask.labels).toContain('tạm dừng thông quan');
    await stage.taps('tạm dừng thông quan');
    await stage.says('/theodoi');
    await stage.says('giá điện');
    expect((await stage.chat())?.follows?.map(({ query }) => query)).toEqual([
      '"tạm dừng thông quan"',
      'giá điện',
    ]);
  });

  it('are changed and dropped by buttons', async () => {
    await stage.says('/theodoi thép ngay');
    await stage.says('/theodoi gạo');
    await stage.says('/tukhoa');
    expect((await stage.taps('Chỉ điểm tin: thép')).text).toContain('• thép · trong điểm tin');
    expect((await stage.taps('✖ gạo')).text).toContain('Đã thôi theo dõi: gạo');
    expect((await stage.chat())?.follows).toEqual([{ query: 'thép', when: 'digest' }]);
    await stage.taps('Từ khóa của tôi');
    expect((await stage.taps('3 tin/ngày')).labels).toContain('✅ 3 tin/ngày');
    expect((await stage.chat())?.mostAlerts).toBe(3);
  });

  it('are dropped by typing them, loosely, and offered when none is like that', async () => {
    await stage.says('/theodoi "thuế đối ứng"');
    await stage.says('/theodoi cà phê');
    expect((await stage.says('bỏ theo dõi ca phe')).text).toContain('Đã thôi theo dõi: cà phê');
    const offered = await stage.says('/botheodoi hồ tiêu');
    expect(offered.text).toContain('Không theo dõi “hồ tiêu”');
    expect(offered.labels).toEqual(['✖ "thuế đối ứng"', 'Bỏ tất cả']);
    await stage.taps('Bỏ tất cả');
    expect((await stage.chat())?.follows).toBeUndefined();
    expect((await stage.says('/tukhoa')).text).toContain('Chưa theo dõi từ khóa nào');
  });

  it('are at most fifty of sixty characters, and one is not only what it leaves out', async () => {
    expect((await stage.says('/theodoi -Ấn Độ')).text).toContain('Cần ít nhất một từ');
    expect((await stage.says(`/theodoi ${'x'.repeat(61)}`)).text).toContain('dài nhất 60 ký tự');
    for (let at = 0; at < 50; at += 1) await stage.says(`/theodoi từ khóa ${at}`);
    expect((await stage.says('/theodoi một nữa')).text).toContain('nhiều nhất 50 từ khóa');
    expect((await stage.says('/theodoi từ khóa 7 điểm tin')).text).toContain('Đang theo dõi');
    expect((await stage.chat())?.follows).toHaveLength(50);
  });

  it('of a group are for its admins', async () => {
    const group = { chat: 'telegram:-5', kind: 'group', chatAdmin: false } as const;
    expect((await stage.says('/theodoi thép', group)).text).toContain('Chỉ quản trị viên');
    expect(await stage.chat('telegram:-5')).toBeUndefined();
  });

  it('work in English', async () => {
    await stage.says('/language en');
    expect((await stage.says('/follow steel -India digest')).text).toContain('Following: steel -india');
    expect((await stage.says('/keywords')).text).toContain('in the digest');
    expect((await stage.says('/unfollow steel')).text).toContain('No longer following');
  });
});

describe('quiet hours', () => {
  it.each([
    ['/yenlang 22:00-06:00', '22:00', '06:00'],
    ['yên lặng 22h đến 6h', '22:00', '06:00'],
    ['/quiet 10 giờ tối tới 6 giờ sáng', '22:00', '06:00'],
    ['/yenlang 23-5', '23:00', '05:00'],
    ['/yenlang từ 21h30 đến 6h', '21:30', '06:00'],
  ])('are set by "%s"', async (typed, from, to) => {
    expect((await stage.says(typed)).text).toContain(`${from}–${to}`);
    expect((await stage.chat())?.quiet).toEqual({ from, to });
  });

  it('are chosen, taken back, and asked again when they make no sense', async () => {
    await stage.says('/yenlang');
    await stage.taps('21:00–07:00');
    expect((await stage.chat())?.quiet).toEqual({ from: '21:00', to: '07:00' });
    expect((await stage.says('/yenlang lúc ngủ')).text).toContain('Chưa đọc được');
    expect((await stage.says('/yenlang tắt')).text).toContain('Đã bỏ');
    expect((await stage.chat())?.quiet).toBeUndefined();
  });

  it('leave the digest at its hour, and say so', async () => {
    await stage.says('/gio 5h');
    expect((await stage.says('/yenlang 22:00-06:00')).text).toContain('Bản điểm tin lúc 05:00 vẫn đến');
  });
});

describe('the settings card', () => {
  it('makes digests short or full, and holidays free', async () => {
    await stage.says('/caidat');
    expect((await stage.taps('Ngắn')).labels).toContain('✅ Ngắn');
    expect((await stage.chat())?.length).toBe('short');
    await stage.says('cài đặt đủ');
    expect((await stage.chat())?.length).toBe('full');
    await stage.says('/caidat vừa');
    expect((await stage.chat())?.length).toBeUndefined();
    await stage.taps('Ngày lễ: nghỉ');
    expect((await stage.chat())?.holidays).toBe('skip');
    await stage.taps('Ngày lễ: gửi như thường');
    await stage.taps('Tết: chỉ tin cửa khẩu');
    expect((await stage.chat())?.holidays).toBeUndefined();
    await stage.says('cài đặt nghỉ lễ');
    expect((await stage.chat())?.holidays).toBe('skip');
  });
});

describe('a digest', () => {
  it('is continued, explained, followed and lowered by buttons', async () => {
    await stage.says('/theodoi thép');
    const digest = await stage.says('/diemtin');
    expect(digest.labels).toEqual(['Thêm', 'Vì sao?', 'Theo dõi việc này', 'Bớt loại này']);
    const more = await stage.taps('Thêm');
    expect(more.text).toMatch(/^4\. /mu);
    await stage.taps('Theo dõi việc này');
    const followed = await stage.taps('5. Xuất khẩu');
    expect(followed.text).toContain('Đang theo dõi việc: Xuất khẩu');
    expect((await stage.chat())?.events).toHaveLength(1);
    expect((await stage.says('/tukhoa')).text).toContain('Sự việc đang theo dõi');
    await stage.says('/diemtin');
    await stage.taps('Bớt loại này');
    expect((await stage.taps('Xuất nhập khẩu')).text).toContain('ít đưa tin “Xuất nhập khẩu” hơn');
    expect((await stage.chat())?.fewer).toEqual(['xuat-nhap-khau']);
    await stage.taps('Nhận lại như cũ');
    expect((await stage.chat())?.fewer).toBeUndefined();
  });

  it('is spoken of by numbers where there are no buttons', async () => {
    await stage.says('/diaphuong lang son', zalo);
    const digest = await stage.says('điểm tin', zalo);
    expect(digest.labels).toEqual([]);
    expect(digest.text).toContain('Nhắn “thêm”');
    const why = await stage.says('vì sao 2', zalo);
    expect(why.text).toContain('2. Xuất khẩu qua Lạng Sơn ngày 2');
    expect(why.text).toContain('Thuộc địa phương bạn chọn: Lạng Sơn.');
    expect((await stage.says('vi sao 9', zalo)).text).toContain('từ 1 đến 3');
    expect((await stage.says('theo dõi 2', zalo)).text).toContain(
      'Đang theo dõi việc: Xuất khẩu qua Lạng Sơn ngày 2',
    );
    expect((await stage.says('bớt 1', zalo)).text).toContain('ít đưa tin');
    expect((await stage.says('thêm', zalo)).text).toMatch(/^4\. /mu);
    expect((await stage.says('bỏ theo dõi 2', zalo)).text).toContain('Đã thôi theo dõi việc');
  });

  it('that was delivered is meant where none was asked for, and a button means its own', async () => {
    const chat = 'telegram:42';
    const [first, second] = ['xuat-khau-qua-lang-son-ngay-3-thong-suot', 'gia-thep-xay-dung-tang-nhe'];
    const open = (slot: string, storyIds: readonly string[]) =>
      stage.deliveries.open({ chat, slot, parts: [], storyIds, now: stage.now() });
    await open('2026-11-23T07:00', [second, first]);
    await open('2026-11-24T07:00', [first]);
    expect((await stage.says('vì sao 1')).text).toContain('ngày 3');
    expect((await stage.forges('visao @2026-11-23T07:00')).text).toMatch(
      /1\. Giá thép.*\n.*3 báo.*\n2\. Xuất khẩu/u,
    );
    expect((await stage.forges('theodoi @2026-11-24T07:00')).text).toContain('Đang theo dõi việc');
  });

  it('that never was is not spoken of', async () => {
    for (const typed of ['vì sao', 'bớt 2', 'theo dõi 3']) {
      expect((await stage.says(typed)).text).toContain('Chưa có bản điểm tin nào');
    }
  });

  it('of the week and the month looks back', async () => {
    const week = await stage.says('/tuan');
    expect(week.text).toContain('Nhìn lại · từ 16/11 đến 24/11/2026');
    expect((await stage.says('tháng qua')).text).toContain('Nhìn lại');
    expect((await stage.says('vì sao 1')).text).toContain('1. Xuất khẩu');
  });
});
