/** What is said about files, joined chats, announcements, editors and removed articles: a part of `Words` with a file of its own in each language. */
export interface ServiceWords {
  readonly inline: { readonly start: string };
  readonly files: FileWords;
  readonly link: LinkWords;
  readonly broadcast: BroadcastWords;
  readonly editors: EditorWords;
  readonly takedown: TakedownWords;
}

interface FileWords {
  sourceList(count: number): string;
  readonly howToImport: string;
  readonly unreadable: string;
  readonly notOpml: string;
  askImport(fresh: number, known: number): string;
  readonly import: string;
  imported(count: number): string;
  nothingNew(known: number): string;
  andMore(count: number): string;
  ownData(days: number): string;
}

interface LinkWords {
  readonly title: string;
  /** Before the code, which stands on a line of its own. */
  intro(other: string): string;
  typed(code: string, minutes: number): string;
  readonly which: string;
  readonly privateOnly: string;
  readonly wrongCode: string;
  readonly tooMany: string;
  readonly samePlatform: string;
  readonly linkedAlready: string;
  linked(where: string): string;
  state(where: string, other: string): string;
  moveTo(where: string): string;
  moved(where: string): string;
  readonly undo: string;
  undone(where: string): string;
  readonly notLinked: string;
}

interface BroadcastWords {
  readonly title: string;
  readonly ask: string;
  readonly preview: string;
  askSend(recipients: number, undoSeconds: number): string;
  readonly send: string;
  tooLong(most: number): string;
  readonly nobody: string;
  readonly running: string;
  /** Under every announcement. */
  readonly foot: string;
  begun(seconds: number): string;
  readonly stop: string;
  stopped(sent: number): string;
  readonly nothingToStop: string;
  progress(sent: number, open: number, failed: number): string;
  finished(sent: number, failed: number): string;
}

interface EditorWords {
  readonly title: string;
  readonly none: string;
  readonly usage: string;
  added(editor: string, chat: string): string;
  removed(editor: string, chat: string): string;
  readonly notThere: string;
  tooMany(most: number): string;
  readonly actUsage: string;
  readonly notYours: string;
  readonly cannot: string;
  acting(chat: string): string;
}

interface TakedownWords {
  readonly askUrl: string;
  readonly notAUrl: string;
  confirm(title: string, publisher: string): string;
  readonly confirmUnknown: string;
  readonly remove: string;
  done(title: string): string;
  readonly remembered: string;
}
