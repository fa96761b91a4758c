import { block, type Block } from '../news/message.ts';
import type { ProbeResult } from '../news/probe.ts';
import { fullMoment } from './moment.ts';
import { say } from './say.ts';
import type { Answer, Turn } from './turn.ts';

type Feed = Extract<ProbeResult, { readonly kind: 'feed' }>;
type Problem = Extract<ProbeResult, { readonly kind: 'problem' }>;

/** What we would read at an address. */
export function previewBlocks(turn: Turn, feed: Feed): readonly Block[] {
  const { words, chat } = turn;
  const newest = feed.newestAt === undefined ? undefined : fullMoment(feed.newestAt, chat.timeZone);
  return [
    {
      lines: [
        [{ bold: [words.sources.preview(feed.title === '' ? feed.source.name : feed.title)] }],
        [feed.source.url],
        [words.sources.items(feed.items, newest)],
      ],
    },
    ...(feed.samples.length > 0
      ? [block(...feed.samples.slice(0, 5).map((sample) => `• ${sample.slice(0, 200)}`))]
      : []),
    ...(feed.warnings.length > 0
      ? [block(...feed.warnings.slice(0, 5).map((warning) => `⚠️ ${warning.slice(0, 200)}`))]
      : []),
  ];
}

/** What is wrong with an address and what to do about it. */
export function problemAnswer(turn: Turn, { problem, detail }: Problem): Answer {
  const { words } = turn;
  const reason = words.sources.problem[problem];
  // Of details only an HTTP status helps an admin and is free of anything a stranger's server could say.
  const status = problem === 'http-error' ? /\b[1-5]\d\d\b/u.exec(detail ?? '')?.[0] : undefined;
  return say(status === undefined ? reason : `${reason} (HTTP ${status})`, words.sources.nothingStored);
}
