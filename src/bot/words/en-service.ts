import type { ServiceWords } from './service-words.ts';

/** What the bot says in English: files, joined chats, announcements, editors, removed articles. */
export const enService: ServiceWords = {
  inline: { start: 'Get the digest every morning' },

  files: {
    sourceList: (count) => `${count} sources, as OPML.`,
    howToImport:
      'To import sources, send an .opml file (below 1 MB) to this chat; its folders become topics.',
    unreadable: 'This file could not be read. Please send an .opml file below 1 MB.',
    notOpml: 'This file is no OPML, or there is no source in it.',
    askImport: (fresh, known) =>
      `The file has ${fresh} new sources; ${known} that are here already will be passed over. Add the new ones? Please confirm within a minute.`,
    import: 'Add the new sources',
    imported: (count) => `${count} sources added.`,
    nothingNew: (known) => `Nothing new in this file: all its ${known} sources are here already.`,
    andMore: (count) => `… and ${count} more`,
    ownData: (days) =>
      `Everything stored about this chat, as JSON, with its deliveries of the last ${days} days.`,
  },

  link: {
    title: 'Join Telegram and Zalo',
    intro: (other) =>
      `One subscription on both platforms. Open this bot on ${other} and send the line below; the settings of this chat are kept, older ones on ${other} (if any) are replaced.`,
    typed: (code, minutes) => `lienket ${code} (works once, within ${minutes} minutes)`,
    which: 'the other platform',
    privateOnly: 'Only private chats can be joined, not groups or channels.',
    wrongCode: 'The code is wrong or too old. Please get a new one with /link on the other platform.',
    tooMany: 'That were many tries. Please wait ten minutes.',
    samePlatform: 'This code was made on the same platform. Please send it on the other one.',
    linkedAlready: 'One of the two chats is joined with another one. Send /link undo there first.',
    linked: (where) => `Joined. Digests come on ${where}; commands work in both places.`,
    state: (where, other) => `Joined with ${other}. Digests come on ${where}.`,
    moveTo: (where) => `Deliver on ${where}`,
    moved: (where) => `From now on digests come on ${where}.`,
    undo: 'Undo',
    undone: (where) => `No longer joined. The subscription stays on ${where}.`,
    notLinked: 'This chat is not joined with another one. Type /link to get a code.',
  },

  broadcast: {
    title: 'Announcement',
    ask: 'Please write the text after the command: /broadcast The bot pauses at 22:00 for maintenance.',
    preview: 'Preview of the announcement:',
    askSend: (recipients, undoSeconds) =>
      `Send it to ${recipients} active chats? After confirming you have ${undoSeconds} seconds to stop it. Please confirm within a minute.`,
    foot: 'To leave: /stop',
    send: 'Send the announcement',
    tooLong: (most) => `The announcement has more than ${most} characters. Please make it shorter.`,
    nobody: 'Nobody receives digests at the moment.',
    running: 'An announcement is under way. Please wait for its end, or stop it with /broadcast stop.',
    begun: (seconds) => `The announcement goes out in ${seconds} seconds. To stop it: /broadcast stop.`,
    stop: 'Stop it',
    stopped: (sent) => `Stopped. ${sent} chats had received it by then.`,
    nothingToStop: 'No announcement is under way.',
    progress: (sent, open, failed) => `Announcement: ${sent} sent, ${open} waiting, ${failed} failed.`,
    finished: (sent, failed) => `The announcement is finished: ${sent} sent, ${failed} failed.`,
  },

  editors: {
    title: 'Editors of single channels',
    none: 'There are no editors yet.',
    usage:
      'Add: /editors telegram:-100123 +telegram:456. Remove: /editors telegram:-100123 -telegram:456. Editors change their own channel only.',
    added: (editor, chat) => `${editor} is now an editor of ${chat}.`,
    removed: (editor, chat) => `${editor} is no longer an editor of ${chat}.`,
    notThere: 'This person is no editor there.',
    tooMany: (most) => `A chat has at most ${most} editors.`,
    actUsage:
      'Usage: /channel telegram:-100123 topics +thep. Commands that work: topics, places, time, timezone, language, pause, resume, stop, settings, preview.',
    notYours: 'You are no editor of this chat.',
    cannot: 'This command does not work for a channel.',
    acting: (chat) => `Channel ${chat}`,
  },

  takedown: {
    askUrl: 'Please give the address of the article: /takedown https://paper.example/article.html',
    notAUrl: 'This is no valid web address.',
    confirm: (title, publisher) =>
      `Remove “${title}” (${publisher})? The article, its quotes and its search entry are deleted, and the address is never read again. Please confirm within a minute.`,
    confirmUnknown:
      'No article has this address. Remember it, so that it is never read? Please confirm within a minute.',
    remove: 'Remove it',
    done: (title) => `“${title}” is removed.`,
    remembered: 'Remembered: this address will not be read.',
  },
};
