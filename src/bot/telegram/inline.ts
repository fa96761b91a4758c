import type { InlineQuery } from 'telegraf/types';
import type { Part } from '../../news/message.ts';
import type { Findings, FoundArticle, LookUp } from '../../ports/channel.ts';
import type { AnswerMeans } from './incoming.ts';
import { telegramChat } from './outcome.ts';

/** A reader who types goes on typing: the same question within this time is answered by Telegram itself. */
const CACHE_SECONDS = 120;
/** Telegram refuses more. */
const MOST_RESULTS = 50;
const TITLE_LIMIT = 120;
const DESCRIPTION_LIMIT = 200;

/**
 * Answers a question asked from within another chat (`@bot thép`). The answers are the same for everybody, so Telegram may keep them;
 * a question that is too old by then is nobody's fault.
 */
export async function answerInline(
  query: InlineQuery,
  lookUp: LookUp | undefined,
  { call, render, callMs }: Pick<AnswerMeans, 'call' | 'render' | 'callMs'>,
): Promise<void> {
  if (lookUp === undefined) return;
  const offset = /^\d{1,4}$/.test(query.offset) ? Number(query.offset) : 0;
  const findings = await lookUp({ asker: telegramChat(query.from.id), text: query.query, offset });
  const results = findings.found.slice(0, MOST_RESULTS).flatMap((each, at) => {
    const [part] = render(each.message);
    return part === undefined ? [] : [resultOf(String(offset + at), each, part)];
  });
  await call(
    'answerInlineQuery',
    {
      inline_query_id: query.id,
      results,
      cache_time: CACHE_SECONDS,
      is_personal: false,
      next_offset: findings.more ? String(offset + results.length) : '',
      button: { text: startLabel(findings), start_parameter: 'inline' },
    },
    { deadlineMs: callMs },
  ).catch(() => undefined);
}

function resultOf(id: string, { title, description, link }: FoundArticle, part: Part): object {
  return {
    type: 'article',
    id,
    title: cut(title, TITLE_LIMIT),
    description: cut(description, DESCRIPTION_LIMIT),
    ...(link === undefined ? {} : { url: link }),
    input_message_content: {
      message_text: part.text,
      ...(part.format === 'telegram-html' ? { parse_mode: 'HTML' } : {}),
      link_preview_options: { is_disabled: true },
    },
  };
}

function startLabel({ startLabel: label }: Findings): string {
  return cut(label, 64);
}

function cut(text: string, limit: number): string {
  const letters = Array.from(text);
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join('')}…`;
}
