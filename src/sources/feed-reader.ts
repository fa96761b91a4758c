import { Worker } from 'node:worker_threads';
import type { ReadReply, ReadRequest } from './feed-worker.ts';
import { FeedError, readFeed } from './read-feed.ts';
import type { FeedRead, ReadFeedOptions } from './read-feed.ts';

/** Reads feeds where they cannot freeze anything: in a worker thread with a time and a memory limit. */
export interface FeedReader {
  /** As `readFeed`; a feed that takes too long or too much memory is a `FeedError` with code `too-complex`. */
  read(bytes: Uint8Array, options: ReadFeedOptions): Promise<FeedRead>;
  /** Ends the worker; feeds in hand fail. Closing twice is fine. */
  close(): Promise<void>;
}

export interface FeedReaderOptions {
  /** Time for one feed, 5 s when absent. The slowest input we know takes a fifth of it. */
  readonly timeLimitMs?: number;
  /** Heap of the worker in MB, 96 when absent. */
  readonly memoryLimitMb?: number;
}

interface Job {
  readonly request: ReadRequest;
  readonly done: (read: FeedRead) => void;
  readonly fail: (error: Error) => void;
}

/** Creates a feed reader. The worker starts with the first feed, is reused, and replaced when it had to be killed. */
export function createFeedReader(options: FeedReaderOptions = {}): FeedReader {
  const { timeLimitMs = 5_000, memoryLimitMb = 96 } = options;
  const queue: Job[] = [];
  let current: Job | undefined;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;
  let everAnswered = false;
  /** A platform that cannot start workers still reads feeds, on this thread. */
  let workers = true;

  function read(bytes: Uint8Array, readOptions: ReadFeedOptions): Promise<FeedRead> {
    if (closed) return Promise.reject(new Error('feed reader is closed'));
    if (!workers) return readFeed(bytes, readOptions);
    lastId += 1;
    const request = { id: lastId, bytes, options: readOptions };
    return new Promise((done, fail) => {
      queue.push({ request, done, fail });
      next();
    });
  }

  function next(): void {
    if (current !== undefined) return;
    current = queue.shift();
    if (current === undefined) {
      // An idle worker must not keep the program alive.
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    timer = setTimeout(
      () => replace(new FeedError('too-complex', 'Nguồn mất quá nhiều thời gian để đọc.')),
      timeLimitMs,
    );
    worker.postMessage(current.request);
  }

  function start(): Worker {
    const started = new Worker(workerFile(), {
      execArgv: workerArguments(),
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb, maxYoungGenerationSizeMb: 16 },
    });
    started.on('message', (reply: ReadReply) => {
      everAnswered = true;
      if (reply.id === current?.request.id) settle(reply);
    });
    started.on('error', (error: Error & { readonly code?: string }) => {
      if (worker !== started) return;
      // What has killed a worker must not be tried on this thread.
      if (everAnswered || error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        replace(new FeedError('too-complex', 'Nguồn cần quá nhiều bộ nhớ để đọc.'));
      } else fallBack();
    });
    return started;
  }

  function settle(reply: ReadReply): void {
    const job = finish();
    if ('read' in reply) job?.done(reply.read);
    else if ('problem' in reply) job?.fail(new FeedError(reply.problem, reply.message));
    else job?.fail(new Error(reply.crash));
    next();
  }

  /** The worker is lost, and with it the feed in hand; the next one gets a new worker. */
  function replace(error: Error): void {
    const lost = worker;
    worker = undefined;
    void lost?.terminate();
    finish()?.fail(error);
    next();
  }

  /** The worker could not even start: read what is waiting here. */
  function fallBack(): void {
    workers = false;
    worker = undefined;
    const waiting = [finish(), ...queue.splice(0)];
    for (const job of waiting) {
      if (job !== undefined) readFeed(job.request.bytes, job.request.options).then(job.done, job.fail);
    }
  }

  function finish(): Job | undefined {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    return job;
  }

  async function close(): Promise<void> {
    closed = true;
    const lost = worker;
    worker = undefined;
    for (const job of [finish(), ...queue.splice(0)]) job?.fail(new Error('feed reader is closed'));
    await lost?.terminate();
  }

  return { read, close };
}

const RUNS_SOURCES = import.meta.url.endsWith('.ts');

/** The same file as this one's neighbour: compiled when we are compiled. */
function workerFile(): URL {
  return new URL(RUNS_SOURCES ? './feed-worker.ts' : './feed-worker.js', import.meta.url);
}

/** Sources need the loader that runs them in the worker as well, where the test runner does not bring its own. */
function workerArguments(): string[] {
  return RUNS_SOURCES ? ['--import', import.meta.resolve('tsx')] : [];
}
