import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { bareHost, isAllowed, isPublicHost } from './guard.ts';
import type { AllowedHosts } from './guard.ts';

/** Answers with every address of a name. A parameter so that tests can play a lying name server. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Thrown inside the connection when a host turns out to be private. */
export class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/**
 * Opens sockets for the fetcher, to public addresses only. A `lookup` hook alone never sees literals, so the host itself is
 * checked first, then every address its name resolves to, and the socket goes to exactly those addresses: an answer that
 * changes afterwards changes nothing.
 */
export function createGuardedConnect(
  allowed: AllowedHosts,
  timeoutMs: number,
  resolve: Resolve = resolveBySystem,
): buildConnector.connector {
  const guarded = buildConnector({ timeout: timeoutMs, lookup: lookupWith(resolve, true) });
  const open = buildConnector({ timeout: timeoutMs, lookup: lookupWith(resolve, false) });
  return (options, callback) => {
    const port = options.port !== '' ? options.port : options.protocol === 'https:' ? '443' : '80';
    if (isAllowed(options.hostname, port, allowed)) {
      open(options, callback);
      return;
    }
    if (!isPublicHost(options.hostname)) {
      callback(new PrivateAddressError('private host'), null);
      return;
    }
    guarded(options, (...result) => {
      const [error, socket] = result;
      if (error === null && !isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        callback(new PrivateAddressError('private peer'), null);
      } else {
        callback(...result);
      }
    });
  };
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function lookupWith(resolve: Resolve, guarded: boolean) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined) callback(new Error('no address'), []);
        else if (guarded && !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(new PrivateAddressError('name resolves to a private address'), []);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

function resolveBySystem(hostname: string): Promise<readonly LookupAddress[]> {
  const host = bareHost(hostname);
  const family = isIP(host);
  if (family !== 0) return Promise.resolve([{ address: host, family }]);
  return new Promise((done, fail) => {
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? done(addresses) : fail(error)));
  });
}
