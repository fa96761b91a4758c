import type { Update } from 'telegraf/types';
import { describe, expect, it } from 'vitest';
import { chatOfUpdate, readUpdate } from '../../../src/bot/telegram/arrival.ts';

const me = { id: 99, username: 'DiemTinBot' };
const reader = { id: 11, is_bot: false, first_name: 'A', language_code: 'vi' };
const privateChat = { id: 11, type: 'private', first_name: 'A' };
const group = { id: -100_777, type: 'supergroup', title: 'Hiệp hội thép' };
const channel = { id: -100_888, type: 'channel', title: 'Tin thép' };

/** An update as Telegram would send it: the mapping must cope with any JSON, so the test's objects are not typed. */
function update(body: object): Update {
  return { update_id: 1, ...body } as Update;
}

function text(words: string, over: object = {}): Update {
  return update({
    message: { message_id: 5, date: 1, chat: privateChat, from: reader, text: words, ...over },
  });
}

function read(each: Update) {
  return readUpdate(each, me);
}

describe('private chats', () => {
  it('takes everything written as meant for us', () => {
    expect(read(text('xuất khẩu gạo'))).toEqual({
      chatId: 11,
      kind: 'private',
      senderId: 11,
      language: 'vi',
      text: 'xuất khẩu gạo',
      chatAdmin: true,
    });
  });

  it.each([
    ['/start thep-langson', '/start thep-langson'],
    ['/start@diemtinbot thep', '/start thep'],
    ['/TIM@DIEMTINBOT gạo', '/TIM gạo'],
  ])('reads the command %s as %s', (typed, expected) => {
    expect(read(text(typed))?.text).toBe(expected);
  });

  it.each([
    ['en-US', 'en'],
    ['vi', 'vi'],
    ['fr', undefined],
    [undefined, undefined],
  ])('knows the language of a client set to %s as %s', (language_code, expected) => {
    expect(read(text('a', { from: { ...reader, language_code } }))?.language).toBe(expected);
  });

  it.each([
    ['forwards', { forward_origin: { type: 'hidden_user', date: 1 } }],
    ['other bots', { from: { ...reader, is_bot: true } }],
    ['what came through our own inline answers', { via_bot: { id: 99, is_bot: true, first_name: 'B' } }],
  ])('ignores %s', (_, over) => {
    expect(read(text('/xoanguon x', over))).toBeUndefined();
  });

  it('ignores edits, pictures, and kinds of update nobody knows', () => {
    expect(
      read(update({ edited_message: { chat: privateChat, from: reader, text: '/dung' } })),
    ).toBeUndefined();
    expect(read(update({ message: { chat: privateChat, from: reader, photo: [] } }))).toBeUndefined();
    expect(read(update({ something_new: {} }))).toBeUndefined();
  });
});

describe('groups', () => {
  const inGroup = (words: string, over: object = {}) => text(words, { chat: group, ...over });

  it.each([
    ['/diemtin', '/diemtin'],
    ['/diemtin@DiemTinBot', '/diemtin'],
    ['@DiemTinBot giá thép', 'giá thép'],
    ['giá thép @diemtinbot?', 'giá thép ?'],
  ])('hears %s', (typed, expected) => {
    expect(read(inGroup(typed))).toMatchObject({ kind: 'group', text: expected, chatAdmin: 'ask' });
  });

  it.each(['/diemtin@OtherBot', 'chuyện riêng', 'thư: a@diemtinbot.vn', '@diemtinbot_khac thép'])(
    'does not hear %s',
    (typed) => {
      expect(read(inGroup(typed))).toBeUndefined();
    },
  );

  it('hears replies to its own messages only', () => {
    const replyTo = (id: number) => ({ reply_to_message: { message_id: 4, from: { id } } });
    expect(read(inGroup('2', replyTo(99)))?.text).toBe('2');
    expect(read(inGroup('2', replyTo(12)))).toBeUndefined();
  });

  it('takes the thread of a forum topic, but not that of a reply or the General topic', () => {
    expect(read(inGroup('/gio', { message_thread_id: 7, is_topic_message: true }))?.threadId).toBe(7);
    expect(read(inGroup('/gio', { message_thread_id: 7 }))).not.toHaveProperty('threadId');
    expect(read(inGroup('/gio', { message_thread_id: 1, is_topic_message: true }))).not.toHaveProperty(
      'threadId',
    );
  });

  it("knows the group's anonymous administrators, who are nobody's id, from a channel that speaks in it", () => {
    const groupBot = { id: 1_087_968_824, is_bot: true, first_name: 'Group' };
    const anonymous = read(inGroup('/gio 07:00', { from: groupBot, sender_chat: group }));
    expect(anonymous).toMatchObject({ chatAdmin: true });
    expect(anonymous).not.toHaveProperty('senderId');
    const asChannel = read(inGroup('/gio 07:00', { from: groupBot, sender_chat: channel }));
    expect(asChannel).toMatchObject({ chatAdmin: false });
    expect(asChannel).not.toHaveProperty('senderId');
  });

  it('follows a migration, told in the old chat and in the new', () => {
    const moved = { chatId: -55, kind: 'group', text: '', movedTo: 'telegram:-100777', chatAdmin: false };
    const old = { id: -55, type: 'group', title: 'Cũ' };
    expect(read(update({ message: { chat: old, migrate_to_chat_id: -100_777 } }))).toEqual(moved);
    expect(read(update({ message: { chat: group, migrate_from_chat_id: -55 } }))).toEqual(moved);
  });
});

describe('channels', () => {
  const post = (words: string) =>
    update({ channel_post: { message_id: 5, date: 1, chat: channel, sender_chat: channel, text: words } });

  it('obeys commands, which only administrators can post, without a sender', () => {
    expect(read(post('/gio 07:00'))).toEqual({
      chatId: -100_888,
      kind: 'channel',
      text: '/gio 07:00',
      chatAdmin: true,
    });
  });

  it("takes no interest in the channel's own posts", () => {
    expect(read(post('Giá thép hôm nay'))).toBeUndefined();
  });
});

describe('taps', () => {
  const tap = (over: object) =>
    update({
      callback_query: {
        id: 'q1',
        from: reader,
        chat_instance: '1',
        data: 'chude +thep',
        message: { message_id: 8, date: 1, chat: group, message_thread_id: 7, is_topic_message: true },
        ...over,
      },
    });

  it('are the action of the button, by whoever pressed it', () => {
    expect(read(tap({}))).toEqual({
      chatId: -100_777,
      kind: 'group',
      senderId: 11,
      language: 'vi',
      text: 'chude +thep',
      threadId: 7,
      tap: { queryId: 'q1', messageId: 8 },
      chatAdmin: 'ask',
    });
  });

  it('on a message too old to be shown still count', () => {
    expect(read(tap({ message: { message_id: 8, date: 0, chat: privateChat } }))).toMatchObject({
      chatId: 11,
      tap: { messageId: 8 },
    });
  });

  it('without message or data are nothing for us', () => {
    expect(read(tap({ message: undefined, inline_message_id: 'x' }))).toBeUndefined();
    expect(
      readUpdate(update({ callback_query: { id: 'q', from: reader, game_short_name: 'g' } }), me),
    ).toBeUndefined();
  });

  it('in a channel prove nothing: any subscriber can press', () => {
    expect(read(tap({ message: { message_id: 8, date: 1, chat: channel } }))).toMatchObject({
      kind: 'channel',
      chatAdmin: 'ask',
    });
  });
});

describe('membership', () => {
  const change = (chat: object, status: string, over: object = {}) =>
    read(
      update({
        my_chat_member: { chat, from: reader, date: 1, new_chat_member: { status, user: me, ...over } },
      }),
    )?.membership;

  it.each([
    [privateChat, 'kicked', {}, 'gone'],
    [privateChat, 'member', {}, 'back'],
    [group, 'left', {}, 'gone'],
    [group, 'administrator', {}, 'back'],
    [group, 'restricted', { is_member: true, can_send_messages: false }, 'gone'],
    [group, 'restricted', { is_member: true, can_send_messages: true }, 'back'],
    [channel, 'administrator', { can_post_messages: true }, 'back'],
    [channel, 'administrator', { can_post_messages: false }, 'gone'],
  ] as const)('in %j, %s %j is %s', (chat, status, over, expected) => {
    expect(change(chat, status, over)).toBe(expected);
  });
});

describe('order', () => {
  it('is kept by chat, for every kind of update', () => {
    expect(chatOfUpdate(text('a'))).toBe('11');
    expect(
      chatOfUpdate(update({ callback_query: { id: 'q', from: reader, message: { chat: group } } })),
    ).toBe('-100777');
    expect(chatOfUpdate(update({ callback_query: { id: 'q', from: reader } }))).toBe('11');
    expect(chatOfUpdate(update({ poll: {} }))).toBe('update 1');
  });
});
