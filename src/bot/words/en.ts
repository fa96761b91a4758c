import type { Weekday } from '../../news/time.ts';
import { enInsight } from './en-insight.ts';
import { enFollows } from './en-follows.ts';
import { enService } from './en-service.ts';
import type { Words } from './words.ts';

const weekdays: Readonly<Record<Weekday, string>> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
};

/** What the bot says in English. */
export const en: Words = {
  ...enFollows,
  ...enService,
  ...enInsight,
  label: {
    all: 'All topics',
    wholeCountry: 'Whole country',
    next: 'Next →',
    back: '← Back',
    done: 'Done',
    cancel: 'Cancel',
    more: 'More',
    detail: 'More detail',
    settings: 'Settings',
    digestNow: 'Read now',
    otherHour: 'Another time',
    restart: 'Start over',
    resumeNow: 'Resume',
    help: 'Help',
    search: 'Search for this',
  },
  weekdays,
  days(days) {
    if (days.length === 7) return 'every day';
    const [first, last] = [days[0], days.at(-1)];
    if (first && last && days.length > 2 && last - first === days.length - 1) {
      return `${weekdays[first]}–${weekdays[last]}`;
    }
    return days.map((day) => weekdays[day]).join(', ');
  },
  ago(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1) return 'just now';
    if (minutes < 60) return `${minutes} min ago`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
    return `${Math.floor(minutes / 1440)} days ago`;
  },

  welcome: 'You are welcome. Type a few words to search, or /digest to read what is new.',
  trouble: 'The service cannot answer right now. Your settings are safe; please try again in a few minutes.',
  wait: 'That was a little fast. Please wait about a minute and try again.',
  refused: 'This cannot be done. Type /help to see what you can do here.',
  chatAdminsOnly: 'Only administrators of this group can change its settings.',
  expired: 'This choice has expired. Please start again.',
  cancelled: 'Nothing was changed.',
  nothingAsked: 'There is no list to choose from right now. Type /help to see the commands.',
  notANumber: (most) =>
    most === 1
      ? 'Type 1 to choose it, or a few words to search.'
      : `Please answer with a number from 1 to ${most}.`,
  unknownCommand: (offered) =>
    offered
      ? 'There is no such command. Did you mean:'
      : 'There is no such command. Type /help to see the commands.',
  didYouMean: 'Did you mean:',

  start: {
    title: 'Vietnam trade news digest',
    greeting:
      'Hello! This is an automated bot that digests industry and trade news from Vietnamese newspapers: one short issue a day, with sources.',
    stepTopics: 'Step 1 of 3: Which topics interest you?',
    stepPlaces:
      'Step 2 of 3: Whose local news should come first? Pick a region, or type the name of a province.',
    stepHour:
      'Step 3 of 3: At what time would you like your digest? Pick one, or type another, such as “6:30”.',
    preset: (names) => `Already chosen for you: ${names}.`,
    ready: (hours, days) => `Done! Your digest comes at ${hours}, ${days}.`,
    firstDigest: 'Here is your first one.',
    later: 'Change anything with /settings; leave with /stop.',
    already: (hours, days) => `You receive a digest at ${hours}, ${days}.`,
    stopped: 'You stopped receiving digests. Your choices are still here; would you like to resume?',
    groupHello:
      'Hello everybody! This bot digests industry and trade news every day. An administrator of this group can type /start to choose topics, places and time.',
  },

  help: {
    title: 'What you can do here',
    intro:
      'Type a few Vietnamese words, with or without accents, to search the archive. Example: xuat khau lang son.',
    reader: [
      ['/digest', 'read the digest now'],
      [
        '/search thep',
        'search; understands "phrases", -word, OR, from:2026-11-01, since:7d, month:10, source:vnexpress',
      ],
      ['/figures iip', 'figures over time with a chart; add a province or product if you like'],
      [
        '/follow steel -India',
        'be told at once of such news; end it with "digest" to read it in the digest only',
      ],
      ['/keywords, /unfollow', 'the keywords you follow; drop one'],
      ['/why 2, /fewer 2', 'why you get story 2; fewer of its kind'],
      ['/week, /month', 'a look back at the past week or month'],
      ['/topics', 'choose topics; or type /topics +thep -det-may'],
      ['/places', 'choose places; or type /places lang son'],
      ['/time 07:00 mon-fri', 'when the digest comes'],
      ['/timezone', 'time zone'],
      ['/quiet 22:00-06:00', 'hours without alerts'],
      ['/settings', 'see and change everything'],
      ['/language', 'change the language'],
      ['/pause 3', 'pause for some days; /resume to return'],
      ['/stop', 'stop receiving digests'],
      ['/link', 'one subscription on Telegram and Zalo'],
      ['/export', 'see what is stored about you'],
      ['/forgetme', 'delete all of it'],
    ],
    admin: [
      ['/sources', 'sources and their health'],
      ['/addsource <url>', 'add a source, with a preview'],
      ['/testsource <url>', 'look at a source without storing it'],
      ['/editsource <id> key=value', 'edit a source'],
      ['/enablesource, /disablesource <id>', 'switch a source on or off'],
      ['/removesource <id>', 'remove a source'],
      ['/opml, /exportsources', 'export the sources; send an .opml file to import'],
      ['/takedown <url>', 'remove an article at its publisher’s request'],
      ['/preview [chat]', 'the next digest of a chat, before it is sent'],
      ['/broadcast <text>', 'an announcement to all active chats'],
      ['/editors', 'editors of single channels; they use /channel <id> <command>'],
      ['/report', 'what was delivered'],
      ['/dashboard', "a link to the operator's page that works once"],
      ['/health', 'state of the system'],
      ['/audit', 'who did what'],
      ['/admins', 'list of administrators'],
    ],
    menu: {
      start: 'Begin receiving digests',
      diemtin: 'Read the digest now',
      tim: 'Search the archive',
      solieu: 'Figures and charts',
      theodoi: 'Follow a keyword',
      tukhoa: 'Keywords you follow',
      tuan: 'A look back at the past week',
      chude: 'Choose topics',
      diaphuong: 'Choose places',
      gio: 'When the digest comes',
      caidat: 'All settings',
      ngonngu: 'Change the language',
      tamdung: 'Pause for some days',
      tieptuc: 'Resume',
      dung: 'Stop receiving digests',
      lienket: 'Join Telegram and Zalo',
      xuatdulieu: 'What is stored about you',
      xoadulieu: 'Delete what is stored',
      trogiup: 'Help',
    },
    adminTitle: 'For administrators',
    typing: 'Commands also work without the slash: topics, time 7:30, stop.',
    automatic: 'Summaries are made automatically; figures are those of the source.',
  },

  topics: {
    title: 'Topics',
    ask: 'Choose the topics you want. Choosing none means all of them.',
    typed: 'Quick form: /topics +thep -det-may',
    chosen: (names) => `You receive: ${names}.`,
    chosenAll: 'You receive all topics.',
    unknown: (typed, offered) =>
      offered
        ? `There is no topic “${typed}”. Did you mean:`
        : `There is no topic “${typed}”. Type /topics to see the list.`,
    tooMany: (most) => `A chat can choose at most ${most} topics.`,
  },
  places: {
    title: 'Places',
    ask: 'News of the places you choose comes first. Pick a region, or type the name of a province, city or border gate (old or new).',
    typed: 'Quick form: /places +lang son -ha noi',
    chosen: (names) => `First comes: ${names}.`,
    chosenAll: 'You receive news of the whole country, no place first.',
    unknown: (typed, offered) =>
      offered
        ? `No place called “${typed}” was found. Did you mean:`
        : `No place called “${typed}” was found. Type /places to choose by region.`,
    tooMany: (most) => `A chat can choose at most ${most} places.`,
    region: (name) => `${name}: choose provinces.`,
    more: 'Other regions',
  },
  hours: {
    title: 'Digest time',
    ask: 'Pick a time, or type times and days, such as “7:30”, “6am and 5pm”, “7am mon-fri”.',
    now: (hours, days, zone) => `At present: ${hours}, ${days} (${zone}).`,
    done: (hours, days, zone) => `Digest time set: ${hours}, ${days} (${zone}).`,
    impossible: (typed) => `There is no time “${typed}”. Times go from 00:00 to 23:59. Did you mean:`,
    notUnderstood:
      'This time could not be read. You can type: /time 07:00, /time 7:30 mon-fri, /time 6am 5pm.',
    tooMany: (most) => `At most ${most} digests a day are possible. Please choose fewer times.`,
  },
  zone: {
    name: (zone) => (zone === 'Asia/Ho_Chi_Minh' ? 'Vietnam time' : zone.replaceAll('_', ' ')),
    ask: (zone) =>
      `Present time zone: ${zone}. Pick one, or type the name of a city, such as “Tokyo”, or “+7”.`,
    done: (zone) => `Time zone changed: ${zone}.`,
    unknown: (offered) =>
      offered
        ? 'There is no such time zone. Did you mean:'
        : 'There is no such time zone. Please type the name of a large city, or an offset such as “+7”.',
  },

  settings: {
    title: 'Settings',
    topics: 'Topics',
    places: 'Places',
    hours: 'Digest time',
    zone: 'Time zone',
    language: 'Language',
    languageName: 'English',
    emptyDay: 'Days without news',
    emptyDaySay: 'say so in one line',
    emptyDaySilent: 'stay silent',
    state: 'State',
    allTopics: 'all',
    wholeCountry: 'whole country',
    noHours: 'not chosen yet',
    pickTopics: 'Topics',
    pickPlaces: 'Places',
    pickHours: 'Digest time',
    pickZone: 'Time zone',
    pickLanguage: 'Language',
    pause: 'Pause',
    stop: 'Stop',
    resume: 'Resume',
    begin: 'Begin',
    sayOnEmptyDays: 'No news: say so',
    silentOnEmptyDays: 'No news: stay silent',
    askLanguage: 'Which language would you like?',
    languageDone: 'The language is now English.',
  },

  state: {
    setup: 'not set up yet',
    active: 'receiving digests',
    stopped: 'stopped',
    gone: 'cannot be reached at present',
    pausedUntil: (day) => `paused, again from ${day}`,
    byNumber: 'Answer with numbers; several at once are fine, such as “1, 5”.',
    askPause: 'For how many days? Pick, or type a number.',
    pauseDays: (days) => (days === 1 ? '1 day' : `${days} days`),
    paused: (next) => `Paused. Next digest: ${next}. To return earlier, type /resume.`,
    pauseRange: (most) => `A pause lasts 1 to ${most} days. To stop altogether, type /stop.`,
    notSubscribed: 'You have not subscribed yet. Type /start to begin.',
    resumed: (hours, days) => `Your digests resume at ${hours}, ${days}.`,
    stoppedNow:
      'Stopped; you will receive no more digests. To return: /resume. To delete what is stored: /forgetme.',
  },

  data: {
    title: 'What is stored',
    nothing: 'Nothing is stored about this chat.',
    keeps:
      'Delivery records and marks of stories sent are kept for 30 days. Names, phone numbers and your messages are not stored.',
    askForget:
      'Delete everything and stop receiving digests? This cannot be undone. Please confirm within a minute.',
    confirmForget: 'Delete my data',
    forgotten: 'Everything about this chat has been deleted. To use the bot again, just type /start.',
  },

  digest: {
    none: 'There is no new news that fits your choices. Widen your topics with /topics, or type a few words to search older news.',
  },
  search: {
    ask: 'What are you looking for? Example: gia thep, xuat khau lang son.',
    found: (total) => (total === 1 ? '1 story found' : `${total} stories found`),
    page: (from, to, total) => `Stories ${from}–${to} of ${total}`,
    nothing: 'Nothing was found.',
    suggestion: (text) => `Try: ${text}`,
    hints: 'Please try fewer words, no quotation marks, or another name for it.',
    otherPapers: (count) => `+${count} more`,
    noMore: 'There are no more stories.',
    nothingToContinue: 'There is nothing more to show. Please type what you are looking for.',
  },

  sources: {
    title: (page, pages, total) => `Sources: ${total} (page ${page} of ${pages})`,
    legend: '✅ good · 🆕 not read yet · ⚠️ failing · ⛔ suspended · ⏸ off',
    noneYet: 'There are no sources yet. Add one with /addsource <url>.',
    askUrl: 'Please send the address of an RSS or Atom feed, such as https://paper.example/rss/business.rss',
    problem: {
      'not-a-url':
        'This is not a valid web address. It must begin with http:// or https://, such as https://paper.example/rss.',
      'private-address':
        'This address is on a private network and must not be read. Use the public address of the paper.',
      unreachable:
        'This address cannot be reached. Check the spelling of the domain and whether the site is up.',
      timeout: 'The server took too long to answer. Try again later, or use another feed of this paper.',
      'http-error':
        'The server answered with an error. Open the address in a browser and copy the exact feed link.',
      'too-large':
        'The content is too large (over 5 MB) to be a source. Choose the feed of a single section.',
      empty: 'This address returns nothing. Check the feed link.',
      'not-a-feed':
        'This is a web page, not an RSS or Atom feed, and no feed was found in it. Look for “RSS” at the foot of the site.',
      'no-items': 'This is a feed, but it has no items. Try the feed of another section.',
    },
    nothingStored: 'Nothing was stored.',
    preview: (title) => `Preview: ${title}`,
    items: (count, newest) => (newest ? `${count} items, newest ${newest}` : `${count} items, dates unknown`),
    askAdd: 'Add this source? Please confirm within a minute.',
    add: 'Add source',
    added: (name, id) => `Added source “${name}” with id ${id}.`,
    duplicate: (id) => `This address is in the list already, id ${id}.`,
    tooMany: (most) => `There are ${most} sources already. Remove some before adding more.`,
    askId: 'Please write the id of a source after the command. /sources shows the ids.',
    unknownId: (offered) =>
      offered
        ? 'There is no source with this id. Did you mean:'
        : 'There is no source with this id. /sources shows the ids.',
    askRemove: (name) =>
      `Remove source “${name}”? Articles already read stay. Please confirm within a minute.`,
    remove: 'Remove source',
    removed: (name) => `Removed source “${name}”.`,
    enabled: (name) => `Source “${name}” is on.`,
    disabled: (name) => `Source “${name}” is off.`,
    edited: (name) => `Edited source “${name}”.`,
    editUsage:
      'Usage: /editsource <id> name=… publisher=… url=… topics=thep,det-may lang=vi encoding=utf-8 offset=+07:00 dates=day-first teaser=yes',
    editWrong: (key) => `“${key}” could not be edited.`,
    enable: 'Switch on',
    disable: 'Switch off',
    test: 'Test',
    lastOk: (ago) => `Last read: ${ago}`,
    neverOk: 'Never read yet',
    lastNew: (ago) => `Last new item: ${ago}`,
    failing: (count) => `Failures in a row: ${count}`,
    off: 'Switched off',
    suspended: {
      failing: 'Suspended: failed many times in a row',
      silent: 'Suspended: nothing new for a long time',
      repeating: 'Suspended: repeats old items',
      drifting: 'Suspended: many items dated in the future',
    },
    addedBy: (who) => `Added by: ${who}`,
  },

  operations: {
    health: 'State of the system',
    sources: (total, on, bad) => `Sources: ${total}, on ${on}, failing ${bad}`,
    chats: (active, total) => `Chats: ${active} active of ${total}`,
    open: (count) => `Digests waiting to be sent: ${count}`,
    nextSlot: (when) => `Next delivery: ${when}`,
    audit: 'Audit trail, newest first',
    auditEmpty: 'The audit trail is empty.',
    outcome: { done: 'done', refused: 'refused', failed: 'failed' },
    report: 'Deliveries',
    reportEmpty: 'Nothing has been delivered yet.',
    due: (count) => `${count} in all`,
    doubtful: 'Not known whether it arrived, not sent again:',
    historyOf: (key) => `Deliveries to ${key}`,
    attempts: (count) => `${count} attempts`,
    reportHow: 'One chat: /report telegram:123',
    delivery: {
      pending: 'waiting',
      sending: 'being sent',
      sent: 'sent',
      failed: 'failed',
      unknown: 'outcome unknown',
      skipped: 'skipped',
    },
    reasons: 'Reasons',
    admins: 'Administrators',
    adminsHow: '🔒 From the ADMINS setting of the server; cannot be removed here.',
    adminUsage: 'Add: /admins +telegram:123. Remove: /admins -telegram:123.',
    adminAdded: (id) => `Added administrator ${id}.`,
    adminRemoved: (id) => `Removed administrator ${id}.`,
    adminFixed: 'This administrator is in the settings of the server and cannot be removed here.',
    noSuchAdmin: 'There is no administrator with this id.',
    tooManyAdmins: (most) => `There can be at most ${most} administrators.`,
    preview: (key) => `Preview of the digest of ${key}`,
    noSuchChat: 'There is no such chat. Write its full key, such as telegram:123.',
    onlyText: 'This bot reads text messages only. Type a few words to search, or “help”.',
    sourceSuspended: (name, id) => `Source “${name}” (${id}) is suspended.`,
  },
};
