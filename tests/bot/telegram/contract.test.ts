import { channelContract } from '../channel-contract.ts';
import { telegramBench } from './bench.ts';

channelContract('telegram', async () => {
  const { server, channel, logged } = await telegramBench();
  server.user(11);
  server.user(12);
  const idOf = (chat: string) => Number(chat.split(':')[1]);
  return {
    channel,
    token: server.token,
    chats: ['telegram:11', 'telegram:12'],
    says: (chat, text) => void server.says(text, { from: idOf(chat) }),
    repeatLast() {
      // The last one was confirmed: only a server that forgot this would send it again.
      server.push({
        update_id: 100_001,
        message: {
          message_id: 1,
          date: 1,
          chat: { id: 11, type: 'private', first_name: 'A' },
          from: { id: 11, is_bot: false, first_name: 'A' },
          text: 'một',
        },
      });
    },
    sent: (chat) => server.sent(idOf(chat)).map(({ text }) => text),
    vanish: () => server.vanish(),
    reappear: () => server.reappear(),
    spoilSend(how) {
      const faults = {
        'cut after storing': { kind: 'drop-after' },
        'page instead of an answer': { kind: 'html-200' },
        'cut answer': { kind: 'truncated-json' },
        flood: { kind: 'flood', seconds: 7 },
      } as const;
      server.faults.next('sendMessage', faults[how]);
    },
    revoke: () => server.revoke(),
    logged,
    close: () => server.close(),
  };
});
