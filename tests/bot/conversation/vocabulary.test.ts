import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTION_BYTES } from '../../../src/bot/turn.ts';
import { createVocabulary } from '../../../src/jobs/vocabulary.ts';
import { openStage } from './stage.ts';

const vocabulary = createVocabulary();
let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage({ house: { vocabulary } });
});
afterEach(() => stage.close());

describe('with all topics and places', () => {
  it('every button fits', async () => {
    const seen = new Set<string>();
    const waiting = ['start', 'start p', 'start h', 'chude', 'diaphuong', 'caidat'];
    const cramped: string[] = [];
    for (let action = waiting.shift(); action !== undefined; action = waiting.shift()) {
      const answer = await stage.forges(action);
      for (const button of answer.all.flatMap((each) => each.buttons)) {
        if (Buffer.byteLength(button.action) > ACTION_BYTES) cramped.push(button.action);
        // Ticks lead back to where they are; what they carry is as long with either sign.
        if (!seen.has(button.action) && /^(?:start p|diaphuong|chude) \?/u.test(button.action))
          waiting.push(button.action);
        seen.add(button.action);
      }
    }
    expect(cramped).toEqual([]);
    const provinces = vocabulary.regions().flatMap((region) => region.places);
    expect(provinces).toHaveLength(34);
    const offered = [...seen].join('\n');
    expect(
      provinces.filter(
        (id) => !offered.includes(`diaphuong +${id} ?`) || !offered.includes(`start p +${id} ?`),
      ),
    ).toEqual([]);
    const topics = vocabulary.topics().flatMap((top) => [top.id, ...top.subtopics]);
    expect(topics.filter((id) => !offered.includes(`chude +${id}`))).toEqual([]);
  });

  it.each([
    ['thep-langson', ['thep-kim-loai'], ['lang-son']],
    ['det-may_hai-phong', ['det-may'], ['hai-phong']],
    ['xuat-nhap-khau', ['xuat-nhap-khau'], []],
    ['quangninh', [], ['quang-ninh']],
  ])('a deep link chooses: %s', async (payload, topics, places) => {
    await stage.says(`/start ${payload}`);
    expect(await stage.chat()).toMatchObject({ topics, places });
  });

  it('a deep link that means nothing begins as usual', async () => {
    expect((await stage.says('/start zzzz-qqqq')).text).toContain('Bước 1/3');
  });

  it('takes old and new names of places, and their gates', async () => {
    await stage.says('/diaphuong Bắc Giang, lang son, hữu nghị');
    expect((await stage.chat())?.places).toHaveLength(3);
    expect((await stage.says('/diaphuong')).text).toContain('Lạng Sơn');
  });

  it('offers what was nearly typed', async () => {
    expect((await stage.says('/chude +thepp')).labels).toContain('Thép, kim loại');
    expect((await stage.says('/diaphuong lang sonn')).labels).toContain('Lạng Sơn');
  });

  it.each(['gia thep', 'xuat khau lang son', 'giá điện', 'thông quan tân thanh'])(
    'searches for "%s" although a question is open',
    async (text) => {
      await stage.says('/start');
      const answer = await stage.says(text);
      expect(answer.text).toMatch(/^(?:Tìm thấy|Tin \d|Không tìm thấy)/u);
    },
  );
});
