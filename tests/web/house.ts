import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { openWholeHouse, runJobs } from '../jobs/house.ts';
import type { WholeHouse } from '../jobs/house.ts';

export const ADMIN = 1;

export interface OpenSite {
  readonly house: WholeHouse;
  readonly telegram: TelegramServer;
  readonly address: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, form: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

/** The whole program on a week of sample news, its pages open on a port of their own. */
export async function openSite(
  startsAt: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<OpenSite> {
  const telegram = await startTelegramServer();
  for (const id of [ADMIN, 2]) telegram.user(id).started = true;
  const house = await openWholeHouse(startsAt, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${ADMIN}`,
    PUBLISH_DELAY_MINUTES: '0',
    ...variables,
  });
  await runJobs(house.app);
  await house.app.start();
  const address = `http://127.0.0.1:${house.app.httpPort()}`;
  return {
    house,
    telegram,
    address,
    get: (path, headers) => ask(address, 'GET', path, headers),
    post: (path, form, headers) =>
      ask(address, 'POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, form),
    async close() {
      await house.close();
      await telegram.close();
    },
  };
}

/** Plain HTTP: nothing is followed, unpacked or remembered for us. */
function ask(
  address: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const bytes = Buffer.concat(pieces);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes.toString(),
          bytes,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
