import { createApp } from './app.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { describeProblems, parseSettings } from './settings.ts';

/** Longest a stop may take before we leave anyway: what is in hand is then in doubt, and the ledger knows it. */
const stopLimitMs = 10_000;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env, process.cwd());
  const parsed = parseSettings(environment.values);
  const problems = [...environment.problems, ...(parsed.ok ? [] : parsed.problems)];
  if (!parsed.ok || problems.length > 0) {
    process.stderr.write(describeProblems(problems));
    process.exitCode = 2;
    return;
  }
  const { settings, secrets } = parsed;
  const onConsole = settings.telegram === undefined && settings.zalo === undefined;
  // The console is a conversation: only what is wrong may interrupt it.
  const log = onConsole
    ? createLog('warn', secrets, process.stderr)
    : createLog(settings.logLevel, secrets, process.stdout);
  const app = await createApp(settings, log);

  let stopping = false;
  async function stop(reason: string, code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { reason });
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await app.stop();
    process.exit(code);
  }

  process.once('SIGTERM', () => void stop('SIGTERM', 0));
  process.once('SIGINT', () => void stop('SIGINT', 0));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { error });
    void stop('uncaught exception', 1);
  });
  await app.start(() => void stop('console ended', 0));
}

await main();
