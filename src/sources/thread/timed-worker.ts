import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Work on foreign bytes in a thread of its own, so that the worst input costs its time limit there and nothing here. */
export interface TimedWorker<Question, Answer> {
  /** One question at a time, in order. `too-slow` after the limit, `failed` when the thread threw or ran out of memory; the next question gets a new thread. */
  ask(question: Question): Promise<Verdict<Answer>>;
  /** Ends the thread; open questions answer `failed`. Closing twice is fine. */
  close(): Promise<void>;
}

export type Verdict<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface TimedWorkerOptions {
  /** For one question, milliseconds. */
  readonly limitMs: number;
  /** Heap of the thread, megabytes. */
  readonly memoryMb: number;
}

/**
 * Creates a worker from a module, addressed without its extension (`new URL('./name', import.meta.url)`), that answers each
 * message with one message (see `answerQuestions`). The thread starts with the first question and does not keep the process alive.
 */
export function createTimedWorker<Question, Answer>(
  module: URL,
  { limitMs, memoryMb }: TimedWorkerOptions,
): TimedWorker<Question, Answer> {
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function askNow(question: Question): Promise<Verdict<Answer>> {
    if (closed) return { kind: 'failed', detail: 'closed' };
    const thread = (worker ??= startThread(module, memoryMb));
    const verdict = await answerOf<Answer>(thread, question, limitMs);
    if (verdict.kind !== 'answer' && worker === thread) {
      worker = undefined;
      await thread.terminate();
    }
    return verdict;
  }

  return {
    ask(question) {
      const verdict = line.then(() => askNow(question));
      line = verdict;
      return verdict;
    },
    async close() {
      closed = true;
      const thread = worker;
      worker = undefined;
      await thread?.terminate();
    },
  };
}

function answerOf<Answer>(thread: Worker, question: unknown, limitMs: number): Promise<Verdict<Answer>> {
  return new Promise((resolve) => {
    const settle = (verdict: Verdict<Answer>): void => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      thread.unref();
      resolve(verdict);
    };
    const onMessage = (message: Verdict<Answer>): void => settle(message);
    const onError = (error: unknown): void =>
      settle({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
    const onExit = (): void => settle({ kind: 'failed', detail: 'thread ended' });
    const timer = setTimeout(() => settle({ kind: 'too-slow' }), limitMs);
    thread.ref();
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's channel has no origin
    thread.postMessage(question);
  });
}

/** Built files run as they are; sources need the loader that runs this process too, registered in the thread itself. */
function startThread(module: URL, memoryMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 };
  const fromSource = import.meta.url.endsWith('.ts');
  const thread = fromSource
    ? new Worker(bootstrap(new URL(`${module.href}.ts`)), {
        resourceLimits,
        execArgv: [],
        eval: true,
      })
    : new Worker(new URL(`${module.href}.js`), { resourceLimits });
  // Without a listener an error between two questions would end the process.
  thread.on('error', () => {});
  return thread;
}

function bootstrap(module: URL): string {
  // The loader's ESM build: `require.resolve` alone would find the other one, which finds nothing.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('dist/esm/api/index.mjs', tsx).href;
  return `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
}
