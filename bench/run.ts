import { readdir } from 'node:fs/promises';

/** What one benchmark returns: ratios measured in one run. Printed as JSON on the last line. */
export type BenchResult = Readonly<Record<string, unknown>>;

const [name, ...args] = process.argv.slice(2);
const benches = (await readdir(new URL('.', import.meta.url)))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));

if (name === undefined || (name !== 'all' && !benches.includes(name))) {
  console.error(`usage: npm run bench -- <${[...benches, 'all'].join('|')}>`);
  process.exitCode = 2;
} else {
  const results: Record<string, BenchResult> = {};
  for (const each of name === 'all' ? benches : [name]) {
    const { bench } = (await import(`./${each}.bench.ts`)) as {
      bench: (args: readonly string[]) => Promise<BenchResult>;
    };
    results[each] = await bench(args);
  }
  console.log(JSON.stringify(name === 'all' ? results : results[name]));
}
