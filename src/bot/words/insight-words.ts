/** What is said about figures over time, the operator's page and mornings that went wrong: a part of `Words` with a file of its own in each language. */
export interface InsightWords {
  readonly figures: FiguresWords;
  readonly operator: OperatorWords;
  readonly alarm: AlarmWords;
}

interface FiguresWords {
  readonly title: string;
  readonly ask: string;
  readonly empty: string;
  none(name: string): string;
  readonly unknown: string;
  readonly more: string;
  readonly estimate: string;
  differs(others: string): string;
  andOlder(count: number): string;
  readonly pictures: string;
  readonly on: string;
  readonly off: string;
  readonly withPictures: string;
  readonly withoutPictures: string;
}

interface OperatorWords {
  link(minutes: number): string;
  readonly open: string;
  readonly closed: string;
}

interface AlarmWords {
  readonly title: string;
  undelivered(slot: string, count: number, total: number): string;
  late(slot: string, open: number): string;
  sources(failing: number, total: number): string;
  noArticles(hours: number): string;
  readonly next: string;
}
