import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Writes lines into a gzip file that only its owner may read. The name appears when all is written: a cut leaves nothing that looks like a backup. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  async function* ended(): AsyncGenerator<string> {
    for await (const line of lines) yield `${line}\n`;
  }
  const part = `${path}.part`;
  await pipeline(Readable.from(ended()), createGzip(), createWriteStream(part, { mode: 0o600, flush: true }));
  renameSync(part, path);
}

/** The lines of a gzip file. Throws when it cannot be read or is cut. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  const reading = pipeline(createReadStream(path), unzipped);
  // Told through the lines: without a listener it would end the process.
  reading.catch(() => undefined);
  for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity }))
    if (line !== '') yield line;
  await reading;
}
