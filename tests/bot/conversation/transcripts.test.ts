import { expect, it } from 'vitest';
import { composeDigest } from '../../../src/digest/compose.ts';
import { renderPlain } from '../../../src/digest/plain.ts';
import { renderTelegram } from '../../../src/digest/telegram.ts';
import { createVocabulary } from '../../../src/jobs/vocabulary.ts';
import { parseChatKey } from '../../../src/news/chat.ts';
import type { ChatKey } from '../../../src/news/chat.ts';
import { feed, source } from './newsroom.ts';
import { ADMIN, openStage, type Answers, type Speaker } from './stage.ts';

const url = 'https://bao-moi.example/rss';

interface Transcript {
  readonly name: string;
  readonly speaker: Speaker & { readonly chat: ChatKey };
  /** What is typed; in brackets, the label of the button that is tapped. */
  readonly lines: readonly string[];
}

const transcripts: readonly Transcript[] = [
  {
    name: 'subscriber on telegram',
    speaker: { chat: 'telegram:42' },
    lines: [
      '/start',
      '[Cửa khẩu và logistics]',
      '[Tiếp tục]',
      '[Trung du và miền núi]',
      '[Lạng Sơn]',
      '[Tiếp tục]',
      '[07:00]',
      '/caidat',
      '[Giờ nhận tin]',
      '7h30 và 17h, t2-t7',
      '/gio 25h',
      '/chude +thép',
      '/tamdung 3',
      '/diemtinn',
    ],
  },
  {
    name: 'subscriber on zalo',
    speaker: { chat: 'zalo:abc' },
    lines: [
      'bắt đầu',
      '1, 6',
      '16',
      'lạng sơn',
      '8',
      '7 giờ sáng',
      'xuat khau lang son',
      'thêm',
      '99',
      'dừng',
    ],
  },
  {
    name: 'admin',
    speaker: { chat: ADMIN, sender: ADMIN },
    lines: [
      '/themnguon https://empty.example/',
      '/themnguon khong-phai-dia-chi',
      `/themnguon ${url}`,
      '[Thêm nguồn]',
      '/nguon',
      '[Nguồn bao-moi]',
      '[Tắt]',
      '/suanguon bao-moi ten=Báo Mới - Kinh tế',
      '/xoanguon bao-moii',
      '[Báo Mới - Kinh tế]',
      '[Xóa nguồn]',
      '/nhatky',
      '/suckhoe',
    ],
  },
  {
    name: 'office',
    speaker: { chat: ADMIN, sender: ADMIN },
    lines: [
      '/gio 07:00',
      '/opml',
      '/thongbao Tối nay từ 22:00, bot nghỉ một giờ để bảo trì.',
      '[Gửi thông báo]',
      '/thongbao',
      '[Dừng gửi]',
      '/goxuong https://bao-mau.example/go-bo',
      '[Gỡ bài]',
      '/bientap telegram:1 +telegram:5',
      '/bientap',
      '/xemtruoc',
      '/xuatdulieu',
      '/nhatky',
    ],
  },
  {
    name: 'group',
    speaker: { chat: 'telegram:-100', kind: 'group', sender: 'telegram:5', threadId: 3 },
    lines: [
      '/start',
      '[Tất cả chủ đề]',
      '[Cả nước]',
      '[06:00]',
      '/nguon',
      '/tim thép',
      '/xuatdulieu',
      '/dung',
    ],
  },
  {
    name: 'keywords on telegram',
    speaker: { chat: 'telegram:43' },
    lines: [
      '/theodoi "thuế chống bán phá giá" thép -Ấn Độ',
      '/theodoi gạo điểm tin',
      '/theodoi -thép',
      '/tukhoa',
      '[Báo ngay: gạo]',
      '[3 tin/ngày]',
      '/yenlang 22:00-06:00',
      '/diemtin',
      '[Theo dõi việc này]',
      '[1. ]',
      '/caidat ngắn',
      '/botheodoi gao',
    ],
  },
  {
    name: 'keywords on zalo',
    speaker: { chat: 'zalo:xyz' },
    lines: [
      'theo dõi thép ngay',
      'điểm tin',
      'vì sao 2',
      'theo dõi 2',
      'bớt 1',
      'thêm',
      'từ khóa',
      'yên lặng 22h đến 6h',
      'tuần qua',
    ],
  },
  {
    name: 'english',
    speaker: { chat: 'telegram:77' },
    lines: [
      '/start',
      '[English]',
      '/start',
      '/topics +steel',
      '/places lang son',
      '/time 7am mon-fri',
      '/settings',
      '/help',
      '/forgetme',
      '[Delete my data]',
    ],
  },
];

it.each(transcripts)('$name', async ({ name, speaker, lines }) => {
  const addresses = new Map([
    [url, feed('bao-moi', { source: source('bao-moi', { url }) })],
    ['https://empty.example/', { kind: 'problem', problem: 'empty' }],
    ['khong-phai-dia-chi', { kind: 'problem', problem: 'not-a-url' }],
  ] as const);
  const stage = openStage({
    addresses,
    house: {
      vocabulary: createVocabulary(),
      renderDigest: (digest, chat) => composeDigest(digest, parseChatKey(chat.key).platform, {}),
    },
  });
  const pages: string[] = [];
  for (const line of lines) {
    const label = /^\[(.*)\]$/u.exec(line)?.[1];
    const answers = label === undefined ? await stage.says(line, speaker) : await stage.taps(label, speaker);
    pages.push(`> ${line}\n\n${written(answers, speaker.chat)}`);
  }
  await stage.close();
  await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot(`transcripts/${name.replaceAll(' ', '-')}.txt`);
});

/** As the platform gets it: HTML and buttons, or plain text with numbers. */
function written({ all, notices }: Answers, chat: ChatKey): string {
  const render = chat.startsWith('zalo') ? renderPlain : renderTelegram;
  const shown = all.map(({ message, edited }) => {
    const { file } = message;
    const parts = render(message).map(({ text, buttons = [] }) =>
      [text, ...buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' '))].join('\n'),
    );
    const attached = file === undefined ? '' : `\n(file ${file.name}, ${file.mime})`;
    return `${edited ? '(edited)\n' : ''}${parts.join('\n…\n')}${attached}`;
  });
  const told = notices.filter((notice) => notice !== undefined).map((notice) => `(notice) ${notice}`);
  return [...shown, ...told].join('\n\n');
}
