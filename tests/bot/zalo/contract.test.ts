import { channelContract } from '../channel-contract.ts';
import { zaloBench } from './bench.ts';

channelContract('zalo', async () => {
  const { server, channel, logged } = await zaloBench();
  // Ids come only from messages: these two have written before.
  for (const from of ['ab01', 'ab02']) server.says('trước đây', { from });
  server.updates.shift();
  server.updates.shift();
  const idOf = (chat: string) => chat.split(':')[1] ?? '';
  return {
    channel,
    token: server.token,
    chats: ['zalo:ab01', 'zalo:ab02'],
    says: (chat, text) => void server.says(text, { from: idOf(chat) }),
    repeatLast: () => server.updates.redeliverLast(),
    sent: (chat) => server.sent(idOf(chat)).map(({ text }) => text),
    vanish: () => server.vanish(),
    reappear: () => server.reappear(),
    spoilSend(how) {
      const faults = {
        'cut after storing': { kind: 'drop-after' },
        'page instead of an answer': { kind: 'html-502' },
        'cut answer': { kind: 'truncated-json' },
        flood: { kind: 'refuse', code: 429, text: 'Quota exceeded' },
      } as const;
      server.fault('sendMessage', faults[how]);
    },
    revoke() {
      server.deadToken = 'ok-false-200';
    },
    logged,
    close: () => server.close(),
  };
});
