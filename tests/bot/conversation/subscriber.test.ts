import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage();
});
afterEach(() => stage.close());

describe('three taps', () => {
  it('lead from /start to the first digest', async () => {
    const hello = await stage.says('/start');
    expect(hello.text).toContain('Chào bạn!');
    expect(hello.text).toContain('Bước 1/3');
    expect((await stage.taps('Tất cả chủ đề')).text).toContain('Bước 2/3');
    expect((await stage.taps('Cả nước')).text).toContain('Bước 3/3');
    const ready = await stage.taps('07:00');
    expect(ready.text).toContain('Bạn sẽ nhận điểm tin lúc 07:00, T2–T6.');
    expect(ready.text).toContain('ĐIỂM TIN 2026-11-24');
    expect(ready.all.map((each) => each.edited)).toEqual([true, false]);
    expect(await stage.chat()).toMatchObject({ state: 'active', hours: ['07:00'], topics: [], places: [] });
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-24T07:00+07:00'));
  });

  it('tick topics and provinces on the way, in place', async () => {
    await stage.says('/start');
    const ticked = await stage.taps('Năng lượng');
    expect(ticked.all[0]?.edited).toBe(true);
    expect(ticked.labels).toContain('✅ Năng lượng');
    await stage.taps('Tiếp tục');
    await stage.taps('Miền núi phía Bắc');
    const place = await stage.taps('Lạng Sơn');
    expect(place.labels).toContain('✅ Lạng Sơn');
    expect(place.labels).toContain('Cao Bằng');
    await stage.taps('Tiếp tục');
    await stage.says('6 rưỡi sáng');
    await stage.says('6h30');
    expect(await stage.chat()).toMatchObject({
      topics: ['nang-luong'],
      places: ['lang-son'],
      hours: ['06:30'],
    });
  });

  it('work by numbers where there are no buttons', async () => {
    const zalo = { chat: 'zalo:abc' } as const;
    const first = await stage.says('bắt đầu', zalo);
    expect(first.labels.slice(0, 3)).toEqual([
      'Ngành hàng chế biến, chế tạo',
      'Xuất nhập khẩu',
      '⚡ Năng lượng',
    ]);
    const second = await stage.says('1, 3', zalo);
    expect(second.all).toHaveLength(1);
    expect(await stage.chat('zalo:abc')).toMatchObject({ topics: ['nganh-hang', 'nang-luong'] });
    await stage.says(String(second.labels.indexOf('Tiếp tục →') + 1), zalo);
    const third = await stage.says('Lạng Sơn', zalo);
    await stage.says(String(third.labels.indexOf('Tiếp tục →') + 1), zalo);
    const ready = await stage.says('7 giờ sáng', zalo);
    expect(ready.text).toContain('Đã xong!');
    expect(await stage.chat('zalo:abc')).toMatchObject({
      state: 'active',
      places: ['lang-son'],
      hours: ['07:00'],
    });
  });

  it('are preset by a deep link', async () => {
    const hello = await stage.says('/start thep-langson');
    expect(hello.text).toContain('Đã chọn sẵn cho bạn: Thép, kim loại · Lạng Sơn.');
    expect(hello.text).toContain('Bước 3/3');
    expect(await stage.chat()).toMatchObject({ topics: ['thep-kim-loai'], places: ['lang-son'] });
  });

  it('are not asked again of a reader who has them', async () => {
    await stage.says('/gio 7h');
    const again = await stage.says('/start');
    expect(again.text).toContain('Bạn đang nhận điểm tin lúc 07:00');
    expect(again.labels).toContain('Chọn lại từ đầu');
  });
});

describe('choosing topics and places', () => {
  it.each(['/chude +thep -xuat-nhap-khau', 'chủ đề +thep', 'chu de +thép', '/topics thep', '/chủ đề thép'])(
    'understands %s',
    async (typed) => {
      const answer = await stage.says(typed);
      expect(answer.text).toContain('Đang nhận: Thép, kim loại.');
      expect(await stage.chat()).toMatchObject({ topics: ['thep-kim-loai'] });
    },
  );

  it('takes a topic out of all of them', async () => {
    await stage.says('/chude -nang-luong');
    expect((await stage.chat())?.topics).toEqual(['nganh-hang', 'xuat-nhap-khau']);
  });

  it('takes a subtopic out of its topic', async () => {
    await stage.says('/chude +nganh-hang -det-may');
    expect((await stage.chat())?.topics).toEqual(['thep-kim-loai']);
  });

  it('shows the subtopics of a topic and stays there', async () => {
    await stage.says('/chude');
    await stage.taps('Chọn chi tiết hơn');
    await stage.taps('Năng lượng');
    const answer = await stage.taps('Xăng dầu');
    expect(answer.labels).toEqual(['✅ Xăng dầu', '← Quay lại']);
  });

  it('offers the nearest topic', async () => {
    const answer = await stage.says('/chude +xang dau lua');
    expect(answer.text).toContain('Chưa có chủ đề “xang dau lua”. Có phải bạn muốn:');
    expect(answer.labels[0]).toBe('Xăng dầu');
    await stage.taps('Xăng dầu');
    expect((await stage.chat())?.topics).toEqual(['xang-dau']);
  });

  it('offers the nearest place', async () => {
    const answer = await stage.says('/diaphuong lang sonn');
    expect(answer.text).toContain('Có phải bạn muốn:');
    await stage.taps('Lạng Sơn');
    expect((await stage.chat())?.places).toEqual(['lang-son']);
  });

  it('takes several places at once', async () => {
    await stage.says('địa phương');
    await stage.says('Lạng Sơn, Đồng Nai');
    expect((await stage.chat())?.places).toEqual(['lang-son', 'dong-nai']);
    await stage.says('/diaphuong -lang son');
    expect((await stage.chat())?.places).toEqual(['dong-nai']);
    await stage.says('/diaphuong cả nước');
    expect((await stage.chat())?.places).toEqual([]);
  });
});

describe('hours', () => {
  it('takes hours and days', async () => {
    const answer = await stage.says('/gio 07:00 t2-t6');
    expect(answer.text).toContain('Đã đặt giờ nhận tin: 07:00, T2–T6');
    await stage.says('gio 6h và 17h30 hằng ngày');
    expect(await stage.chat()).toMatchObject({ hours: ['06:00', '17:30'], days: [1, 2, 3, 4, 5, 6, 7] });
  });

  it('offers the nearest hour to an impossible one', async () => {
    const answer = await stage.says('/gio 25:00');
    expect(answer.text).toContain('Không có giờ “25:00”');
    expect(answer.labels).toEqual(['23:00', '01:00']);
    expect((await stage.chat())?.hours ?? []).toEqual([]);
    await stage.taps('23:00');
    expect((await stage.chat())?.hours).toEqual(['23:00']);
  });

  it('keeps a digest that is due at this moment when something else is changed', async () => {
    await stage.says('/gio 07:00');
    stage.passes(10 * 60_000 + 5_000);
    await stage.says('/chude +thep');
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-24T07:00+07:00'));
  });

  it('counts an hour that has passed from tomorrow on', async () => {
    await stage.says('/gio 06:00');
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-25T06:00+07:00'));
  });

  it('says when it understood nothing', async () => {
    expect((await stage.says('/gio sáng sớm')).text).toContain('Chưa đọc được giờ này');
  });

  it('changes the time zone by city, country and offset', async () => {
    await stage.says('/gio 07:00');
    await stage.says('/muigio Nhật Bản');
    expect((await stage.chat())?.timeZone).toBe('Asia/Tokyo');
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-25T07:00+09:00'));
    expect((await stage.says('/muigio Tokio')).labels).toContain('Asia/Tokyo');
    await stage.says('/muigio +7');
    expect((await stage.chat())?.timeZone).toBe('Asia/Ho_Chi_Minh');
  });
});

describe('settings', () => {
  it('are one card, edited in place', async () => {
    await stage.says('/gio 07:00');
    const card = await stage.says('cài đặt');
    expect(card.text).toContain('Trạng thái: đang nhận tin');
    expect(card.text).toContain('Giờ nhận tin: 07:00, T2–T6');
    const changed = await stage.taps('Ngày không tin: im lặng');
    expect(changed.all[0]?.edited).toBe(true);
    expect((await stage.chat())?.emptyDay).toBe('silent');
    await stage.taps('Chủ đề');
    const back = await stage.taps('Cài đặt');
    expect(back.all[0]?.edited).toBe(true);
  });

  it('come in English after /ngonngu en', async () => {
    expect((await stage.says('/ngonngu en')).text).toBe('The language is now English.');
    expect((await stage.says('/settings')).text).toContain('Time zone: Vietnam time');
    expect((await stage.says('language vi')).text).toContain('tiếng Việt');
  });
});

describe('pausing and stopping', () => {
  it('pauses for some days and comes back by itself', async () => {
    await stage.says('/gio 07:00');
    expect((await stage.says('/tamdung 3')).text).toContain('27/11');
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-27T07:00+07:00'));
    expect((await stage.says('/caidat')).text).toContain('tạm dừng');
    await stage.says('/tieptuc');
    expect(await stage.book.nextSlotAt()).toBe(Date.parse('2026-11-24T07:00+07:00'));
  });

  it('asks for how long', async () => {
    await stage.says('/gio 07:00');
    await stage.says('tạm dừng');
    await stage.taps('7 ngày');
    expect((await stage.chat())?.activeSince).toBe(stage.now() + 7 * 86_400_000);
    expect((await stage.says('/tamdung 1000')).text).toContain('từ 1 đến 90');
  });

  it.each(['dừng', 'DỪNG', 'dung', '/dung', '/stop'])('stops on %s and keeps the choices', async (typed) => {
    await stage.says('/gio 07:00');
    expect((await stage.says(typed)).text).toContain('bạn sẽ không nhận điểm tin nữa');
    expect(await stage.chat()).toMatchObject({ state: 'stopped', hours: ['07:00'] });
    expect(await stage.book.nextSlotAt()).toBeUndefined();
  });

  it('does not stop on a word that only looks alike', async () => {
    await stage.says('/gio 07:00');
    await stage.says('đúng');
    expect((await stage.chat())?.state).toBe('active');
  });
});

describe('what is stored', () => {
  it('is shown in full', async () => {
    await stage.says('/gio 07:00');
    const answer = await stage.says('/xuatdulieu');
    const { text = '' } = answer.all[0]?.message.file ?? {};
    expect(JSON.parse(text)).toMatchObject({ chat: await stage.chat(), deliveries: [] });
  });

  it('is forgotten after a confirmation, without a key left', async () => {
    await stage.says('/gio 07:00');
    await stage.says('xóa dữ liệu của tôi');
    const answer = await stage.taps('Xóa dữ liệu của tôi');
    expect(answer.text).toContain('Đã xóa toàn bộ dữ liệu');
    expect(answer.all).toHaveLength(1);
    const keys = await stage.connection.keys();
    expect(keys.filter((key) => key.includes('telegram:42'))).toEqual([]);
  });

  it('stays when the reader thinks better of it or waits too long', async () => {
    await stage.says('/gio 07:00');
    await stage.says('/xoadulieu');
    await stage.taps('Thôi');
    await stage.says('/xoadulieu');
    stage.passes(61_000);
    expect((await stage.taps('Xóa dữ liệu của tôi')).text).toContain('hết hạn');
    expect(await stage.chat()).toBeDefined();
  });
});
