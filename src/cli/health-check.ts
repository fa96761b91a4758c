import { readEnvironment } from '../environment.ts';
import { parseSettings } from '../settings.ts';

/** Asks the bot of this machine whether it lives; for the container's health check. Exit code 0 or 1, nothing printed. */
async function check(): Promise<boolean> {
  const parsed = parseSettings(readEnvironment(process.env, process.cwd()).values);
  if (!parsed.ok) return false;
  const url = `http://127.0.0.1:${parsed.settings.httpPort}/healthz`;
  return fetch(url, { signal: AbortSignal.timeout(4000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

process.exitCode = (await check()) ? 0 : 1;
