import type OpenAI from 'openai';
import type { WritingTask } from '../news/writing.ts';
import type { Writer, WriterAnswer } from '../ports/writer.ts';
import { AnswerTooLongError, boundedFetch } from './bounded-fetch.ts';

export interface ChatCompletionsSettings {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly model: string;
}

/** Longest that one question may take, the answer's last byte included. */
const timeLimitMs = 10_000;
/** Sixty words are some two hundred tokens; a model that thinks aloud first needs more. */
const mostTokens = 1024;

/**
 * A writer behind any endpoint that speaks OpenAI's chat completions. One request a question, no retry, no redirect, no stream. Errors
 * of the client carry request headers and so the key: they are turned into words of ours and never passed on.
 */
export function chatCompletionsWriter(settings: ChatCompletionsSettings, limitMs = timeLimitMs): Writer {
  let client: Promise<OpenAI> | undefined;
  // Newer models of OpenAI refuse the name that all others know.
  let limitName: 'max_tokens' | 'max_completion_tokens' = 'max_tokens';

  async function open(): Promise<OpenAI> {
    // Twenty megabytes that a bot without a model never loads.
    const { default: Client } = await import('openai');
    return new Client({
      baseURL: settings.baseUrl,
      apiKey: settings.apiKey ?? 'none',
      // Absent ones would be read from the environment.
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      timeout: limitMs,
      logLevel: 'off',
      fetch: boundedFetch,
    });
  }

  async function ask(task: WritingTask, signal: AbortSignal): Promise<WriterAnswer> {
    client ??= open();
    const answer = await (
      await client
    ).chat.completions.create(
      {
        model: settings.model,
        messages: [
          { role: 'system', content: task.orders },
          { role: 'user', content: task.material },
        ],
        [limitName]: mostTokens,
      },
      { signal },
    );
    return answerOf(answer);
  }

  return {
    model: settings.model,
    async write(task, signal) {
      const limit = AbortSignal.timeout(limitMs);
      const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      try {
        return await ask(task, both);
      } catch (error) {
        if (limitName === 'max_tokens' && refusesParameter(error, 'max_tokens')) {
          limitName = 'max_completion_tokens';
          return ask(task, both).catch((again: unknown) => failureOf(again, both));
        }
        return failureOf(error, both);
      }
    },
  };
}

/** The text of an answer whose shape nobody has promised. */
function answerOf(answer: unknown): WriterAnswer {
  const choice = at(at(answer, 'choices'), 0);
  const message = at(choice, 'message');
  const content = at(message, 'content');
  const refusal = at(message, 'refusal');
  const finish = at(choice, 'finish_reason');
  if ((typeof refusal === 'string' && refusal !== '') || finish === 'content_filter')
    return { kind: 'unusable', reason: 'refused' };
  if (finish === 'length') return { kind: 'unusable', reason: 'cut' };
  if (typeof content !== 'string') return { kind: 'unusable', reason: 'unreadable' };
  // What open models think aloud comes before what they say.
  return { kind: 'text', text: (content.split('</think>').at(-1) ?? '').trim() };
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function failureOf(error: unknown, signal: AbortSignal): WriterAnswer {
  if (signal.aborted || at(error, 'name') === 'APIConnectionTimeoutError')
    return { kind: 'unavailable', reason: 'timeout' };
  const status = at(error, 'status');
  if (typeof status !== 'number') {
    if (error instanceof SyntaxError) return { kind: 'unusable', reason: 'unreadable' };
    const tooLong = at(error, 'cause') instanceof AnswerTooLongError;
    return { kind: 'unavailable', reason: tooLong ? 'failing' : 'unreachable' };
  }
  if (status === 429) return { kind: 'unavailable', reason: 'busy' };
  // A wrong key or model name fails every question: an outage for the operator to mend, not this story's fault.
  if (status >= 500 || status === 401 || status === 403 || status === 404 || status === 408)
    return { kind: 'unavailable', reason: 'failing' };
  return { kind: 'unusable', reason: 'rejected' };
}

function refusesParameter(error: unknown, name: string): boolean {
  return at(error, 'status') === 400 && at(error, 'param') === name;
}
