import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SourceBook } from '../ports/sources.ts';
import { sendText } from './server.ts';
import type { Route } from './server.ts';

export interface MetricsNeeds {
  readonly sources: SourceBook;
  readonly articles: { count(): Promise<number> };
  readonly stories: { count(): Promise<number> };
  readonly ledger: Pick<Ledger, 'slots' | 'report' | 'openCount'>;
  readonly nextSlotAt: () => Promise<number | undefined>;
  readonly clock: Clock;
  readonly memory: () => number;
}

export interface Metrics {
  /** `/metrics` in the form Prometheus reads, for askers within the house. */
  readonly route: Route;
  /** A message was handed to a platform and this became of it. */
  sent(platform: string, outcome: string): void;
  /** An incoming message was answered after so many milliseconds. */
  answered(platform: string, milliseconds: number): void;
  stop(): void;
}

/** Slots that the delivery figures cover. */
const slotsCounted = 30;

/** Answers whose times wait for the first look of Prometheus; without one, the oldest are forgotten. */
const mostWaiting = 5000;

/**
 * The few figures that matter. What lies in the store is read when Prometheus asks, nothing is counted twice; prom-client is loaded
 * when it asks for the first time, since most bots are never asked.
 */
export function createMetrics(needs: MetricsNeeds): Metrics {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const sends = new Map<string, { readonly platform: string; readonly outcome: string; count: number }>();
  const answers: { readonly platform: string; readonly seconds: number }[] = [];
  let registry: Promise<Registry> | undefined;

  return {
    async route(request, response, url) {
      if (url.pathname !== '/metrics') return false;
      // How many readers there are is nobody's business outside.
      if (!isInHouse(request)) {
        sendText(response, 403, 'forbidden\n');
        return true;
      }
      registry ??= openRegistry(needs, {
        lag,
        sends: () => [...sends.values()],
        answers: () => answers.splice(0),
      });
      const open = await registry;
      const text = await open.metrics();
      response.writeHead(200, { 'content-type': open.contentType, 'cache-control': 'no-store' });
      response.end(text);
      return true;
    },
    sent(platform, outcome) {
      const known = sends.get(`${platform} ${outcome}`);
      if (known === undefined) sends.set(`${platform} ${outcome}`, { platform, outcome, count: 1 });
      else known.count += 1;
    },
    answered(platform, milliseconds) {
      answers.push({ platform, seconds: milliseconds / 1000 });
      if (answers.length > mostWaiting) answers.shift();
    },
    stop: () => void lag.disable(),
  };
}

/** What this process counted by itself. */
interface Counted {
  readonly lag: IntervalHistogram;
  readonly sends: () => readonly {
    readonly platform: string;
    readonly outcome: string;
    readonly count: number;
  }[];
  /** Those since the last call. */
  readonly answers: () => readonly { readonly platform: string; readonly seconds: number }[];
}

async function openRegistry(needs: MetricsNeeds, counted: Counted): Promise<Registry> {
  const { Counter, Gauge, Histogram, Registry: Book } = await import('prom-client');
  const registry = new Book();
  registry.registerMetric(
    new Counter({
      name: 'diemtin_sends_total',
      help: 'Digests and alerts handed to a platform, by what became of them',
      labelNames: ['platform', 'outcome'],
      registers: [],
      collect() {
        this.reset();
        for (const { count, ...labels } of counted.sends()) this.inc(labels, count);
      },
    }),
  );
  registry.registerMetric(
    new Histogram({
      name: 'diemtin_answer_seconds',
      help: 'Time from an incoming message to the end of its answer',
      labelNames: ['platform'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [],
      collect() {
        for (const { platform, seconds } of counted.answers()) this.observe({ platform }, seconds);
      },
    }),
  );
  for (const { name, help, labelNames, look } of gauges(needs, counted)) {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: [...labelNames],
        registers: [],
        async collect() {
          this.reset();
          await look((value, labels) => (labels === undefined ? this.set(value) : this.set(labels, value)));
        },
      }),
    );
  }
  return registry;
}

type Look = (set: (value: number, labels?: Readonly<Record<string, string>>) => void) => Promise<void>;

interface LookedUp {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly look: Look;
}

function gauges(needs: MetricsNeeds, { lag }: Counted): readonly LookedUp[] {
  const { sources, articles, stories, ledger, nextSlotAt, clock, memory } = needs;
  function of(name: string, help: string, labelNames: readonly string[], look: Look): LookedUp {
    return { name, help, labelNames, look };
  }
  return [
    of('diemtin_sources', 'Sources by state', ['state'], async (set) => {
      const on = (await sources.list()).filter(({ source }) => source.enabled);
      const now = clock.now();
      set(on.length, { state: 'enabled' });
      set(on.filter(({ health }) => health.nextPollAt <= now).length, { state: 'due' });
      set(on.filter(({ health }) => health.failures > 0).length, { state: 'failing' });
      set(on.filter(({ health }) => health.suspended !== undefined).length, { state: 'suspended' });
    }),
    of('diemtin_articles', 'Articles in the archive', [], async (set) => set(await articles.count())),
    of('diemtin_stories', 'Stories in the archive', [], async (set) => set(await stories.count())),
    of(
      'diemtin_deliveries',
      `Deliveries of the last ${slotsCounted} slots by state`,
      ['state'],
      async (set) => {
        const names = await ledger.slots(slotsCounted);
        const reports = await Promise.all(names.map((slot) => ledger.report(slot)));
        for (const state of ['pending', 'sending', 'sent', 'failed', 'unknown', 'skipped'] as const)
          set(
            reports.reduce((sum, { counts }) => sum + (counts[state] ?? 0), 0),
            { state },
          );
      },
    ),
    of('diemtin_deliveries_open', 'Deliveries not settled yet', [], async (set) =>
      set(await ledger.openCount()),
    ),
    of(
      'diemtin_next_slot_timestamp_seconds',
      'When the next digest is due; 0 when none is',
      [],
      async (set) => set(((await nextSlotAt()) ?? 0) / 1000),
    ),
    of(
      'diemtin_loop_lag_seconds',
      'Delay of the event loop since the last look',
      ['quantile'],
      async (set) => {
        for (const quantile of [50, 99, 100])
          set((quantile === 100 ? lag.max : lag.percentile(quantile)) / 1e9, {
            quantile: String(quantile / 100),
          });
        lag.reset();
      },
    ),
    of('process_resident_memory_bytes', 'Resident memory', [], async (set) => set(memory())),
  ];
}

const home = new BlockList();
home.addSubnet('127.0.0.0', 8);
home.addSubnet('10.0.0.0', 8);
home.addSubnet('172.16.0.0', 12);
home.addSubnet('192.168.0.0', 16);
home.addAddress('::1', 'ipv6');
home.addSubnet('fc00::', 7, 'ipv6');

/** Asked from this machine or its private network, and not passed on by a proxy for somebody outside. */
function isInHouse({ socket, headers }: IncomingMessage): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false;
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/u, '');
  return home.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}
