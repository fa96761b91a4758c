import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  findTopicByName,
  findTopics,
  isTopTopic,
  topicIcon,
  topicName,
  topicTree,
  topTopic,
} from '../../src/stories/topics.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  readonly top: string | null;
}
const cases = readFileSync(new URL('../corpus/topics.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));
const reference = new URL('../../../shared/reference/topics.json', import.meta.url);
const present = existsSync(reference);

describe('topics of our own headlines', () => {
  it('have a macro-F1 of at least 0.90 on the primary topic and leak at most 3 % of what is none of ours', () => {
    const tally = new Map(topicTree().map(({ id }) => [id, { right: 0, wrong: 0, missed: 0 }]));
    const failures: string[] = [];
    let leaked = 0;
    for (const { title, text, top } of cases) {
      const found = findTopics({ title, text })[0] ?? null;
      if (found !== top) failures.push(`${title} → ${found} (${top})`);
      if (top === null && found !== null) leaked++;
      if (found === top && top !== null) tally.get(top)!.right++;
      if (found !== top && found !== null) tally.get(found)!.wrong++;
      if (found !== top && top !== null) tally.get(top)!.missed++;
    }
    const scores = [...tally.values()].map(
      ({ right, wrong, missed }) => (2 * right) / Math.max(1, 2 * right + wrong + missed),
    );
    const macro = scores.reduce((sum, f1) => sum + f1, 0) / scores.length;
    const foreign = cases.filter(({ top }) => top === null).length;
    console.log(
      `topics: ${cases.length} headlines, macro-F1 ${macro.toFixed(3)}, leak ${leaked}/${foreign}${failures.map((f) => `\n  ${f}`).join('')}`,
    );
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(macro).toBeGreaterThanOrEqual(0.9);
    expect(leaked / foreign).toBeLessThanOrEqual(0.03);
  });

  it('are at most two top topics, each before its own subtopics', () => {
    for (const { title, text } of cases) {
      const found = findTopics({ title, text });
      const tops = found.filter(isTopTopic);
      expect(tops.length).toBeLessThanOrEqual(2);
      for (const [index, id] of found.entries())
        expect(found.indexOf(topTopic(id)!)).toBeLessThanOrEqual(index);
    }
  });

  it('are read from decomposed text alike', () => {
    const title = 'Giá xăng giảm gần 500 đồng';
    expect(findTopics({ title: title.normalize('NFD'), text: '' })).toEqual(findTopics({ title, text: '' }));
  });

  it('are found without diacritics by words of more than one syllable', () => {
    expect(findTopics({ title: 'Gia xang dau giam tu 15h', text: '' })[0]).toBe('nang-luong');
    expect(findTopics({ title: 'Gia ca phe tang manh', text: '' })[0]).toBe('nong-thuy-san');
    expect(findTopics({ title: 'Anh ta than tho vi me', text: '' })).toEqual([]);
  });

  it('take time linear in a hostile text', () => {
    expect(findTopics({ title: '', text: 'chế biến, '.repeat(10_000) })).toEqual([]);
    expect(findTopics({ title: 'a', text: 'x'.repeat(100_000) })).toEqual([]);
  });
});

describe('names of topics', () => {
  it.each([
    ['thep', 'thep-kim-loai'],
    ['xuat khau', 'xuat-nhap-khau'],
    ['Dệt may', 'det-may'],
    ['xang', 'xang-dau'],
    ['ca phe', 'ca-phe'],
    ['nang luong', 'nang-luong'],
    ['logistics', 'cua-khau-logistics'],
    ['cua khau', 'cua-khau-logistics'],
    ['fdi', 'fdi'],
    ['hang gia', 'hang-gia'],
  ])('%s means %s', (typed, id) => {
    expect(findTopicByName(typed).exact).toBe(id);
  });

  it('are proposed when nothing fits exactly', () => {
    expect(findTopicByName('xuat nhap kau').near[0]).toBe('xuat-nhap-khau');
    expect(findTopicByName('zzzzzz')).toEqual({ near: [] });
  });

  it('exist in both languages with the icon of the top topic', () => {
    expect(topicName('nang-luong', 'vi')).toBe('Năng lượng');
    expect(topicName('xang-dau', 'en')).not.toBe('xang-dau');
    expect(topicIcon('xang-dau')).toBe(topicIcon('nang-luong'));
    expect(topicName('nowhere', 'vi')).toBe('nowhere');
  });
});

describe.skipIf(!present)('the reference taxonomy (skipped where ../shared is absent)', () => {
  interface Owner {
    readonly id: string;
    readonly examples: readonly string[];
  }
  const read = present
    ? (JSON.parse(readFileSync(reference, 'utf8')) as {
        topics: readonly (Owner & { subtopics: readonly Owner[] })[];
        off_topic: readonly Owner[];
        lookalikes: readonly { headline: string; topic: string | null }[];
      })
    : { topics: [], off_topic: [], lookalikes: [] };

  it('finds the topic of its example headlines', () => {
    let primary = 0;
    let among = 0;
    let all = 0;
    for (const topic of read.topics) {
      for (const title of [topic, ...topic.subtopics].flatMap(({ examples }) => examples)) {
        const tops = findTopics({ title, text: '' }).filter(isTopTopic);
        all++;
        if (tops[0] === topic.id) primary++;
        if (tops.includes(topic.id)) among++;
      }
    }
    console.log(`reference headlines: ${all}, primary ${primary}, among the two ${among}`);
    expect(primary / all).toBeGreaterThanOrEqual(0.9);
    expect(among / all).toBeGreaterThanOrEqual(0.98);
  });

  it.each(read.lookalikes.map(({ headline, topic }) => [headline, topic] as const))(
    '%s → %s',
    (title, topic) => {
      expect(findTopics({ title, text: '' })[0] ?? null).toBe(topic);
    },
  );

  it.each(read.off_topic.filter(({ id }) => id !== 'bien-ben-le').flatMap(({ examples }) => [...examples]))(
    '%s is none of ours',
    (title) => {
      expect(findTopics({ title, text: '' })).toEqual([]);
    },
  );
});
