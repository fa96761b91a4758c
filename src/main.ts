import { existsSync, readFileSync } from 'node:fs';
import { createApp } from './app.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import type { Source } from './news/source.ts';
import { openRedis } from './redis.ts';
import { describeProblems, parseSettings, settingExamples } from './settings.ts';
import type { SettingProblem } from './settings.ts';
import { catalogue } from './sources/book/catalogue.ts';
import { parseSourcesFile } from './sources/book/sources-file.ts';
import { rememberTroubles } from './wiring/trouble-memory.ts';

/** Longest a stop may take before we leave anyway: what is in hand is then in doubt, and the ledger knows it. */
const stopLimitMs = 9_000;

/** Where the private Redis keeps its data. */
const dataDirectory = './var/redis';

async function main(): Promise<void> {
  const environment = readEnvironment(process.env, process.cwd());
  const parsed = parseSettings(environment.values);
  const file = parsed.ok ? readSources(parsed.settings.sourcesFile) : { sources: [], problems: [] };
  const problems = [...environment.problems, ...(parsed.ok ? [] : parsed.problems), ...file.problems];
  if (!parsed.ok || problems.length > 0) {
    process.stderr.write(describeProblems(problems));
    process.exitCode = 2;
    return;
  }
  const { settings, secrets } = parsed;
  const onConsole = settings.telegram === undefined && settings.zalo === undefined;
  // The console is a conversation: only what is wrong may interrupt it.
  const sink = rememberTroubles(onConsole ? process.stderr : process.stdout);
  const log = createLog(onConsole ? 'error' : settings.logLevel, secrets, sink);
  const store = await openRedis(settings.redisUrl, dataDirectory, log);

  let stopping = false;
  async function stop(reason: string, code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { reason });
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await app.stop();
    await store.close();
    process.exit(code);
  }

  const app = createApp({
    settings,
    redis: store.redis,
    clock: { now: Date.now },
    log,
    sources: file.sources,
    troubles: sink.recent,
    terminal: {
      input: process.stdin,
      output: process.stdout,
      colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
      width: Math.min(process.stdout.columns ?? 80, 100),
      ended: () => void stop('console ended', 0),
    },
  });
  process.once('SIGTERM', () => void stop('SIGTERM', 0));
  process.once('SIGINT', () => void stop('SIGINT', 0));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { error });
    void stop('uncaught exception', 1);
  });
  await app.start();
}

interface SourcesRead {
  readonly sources: readonly Source[];
  readonly problems: readonly SettingProblem[];
}

function readSources(path: string | undefined): SourcesRead {
  if (path === undefined) return { sources: catalogue(), problems: [] };
  if (!existsSync(path)) return { sources: [], problems: [sourcesProblem('không có tệp này')] };
  const read = parseSourcesFile(readFileSync(path, 'utf8'));
  return 'errors' in read
    ? { sources: [], problems: read.errors.map(sourcesProblem) }
    : { sources: read.sources, problems: [] };
}

function sourcesProblem(problem: string): SettingProblem {
  return { name: 'SOURCES', problem: problem.replace(/\.$/u, ''), example: settingExamples.SOURCES };
}

await main();
