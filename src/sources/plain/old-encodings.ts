import { createRequire } from 'node:module';

/** By number of the code page, the characters of the bytes 0x40 to 0xfe; Python's codec tables (IBM CDRA). */
const ebcdic = createRequire(import.meta.url)('./ebcdic.json') as Readonly<Record<string, string>>;

const PAGE_OF_NAME: Readonly<Record<string, string>> = { be: '500', ch: '500', gr: '875', tr: '1026' };

/** Markup from a mainframe begins with `<` as EBCDIC has it and a letter or `?`; nothing else does. Its text, or absent for other bytes. */
export function decodeEbcdic(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x4c || !BEGINS.has(bytes[1] ?? 0)) return undefined;
  const head = asPage(bytes.subarray(0, 200), '37');
  const [, label = ''] = /encoding\s*=\s*.([\w-]+)/i.exec(head) ?? [];
  const named = PAGE_OF_NAME[/ebcdic-cp-(\w+)/i.exec(label)?.[1]?.toLowerCase() ?? ''];
  const page = named ?? /\d+$/.exec(label)?.[0].replace(/^0+/, '') ?? '37';
  return asPage(bytes, page in ebcdic ? page : '37');
}

/** `?`, `r`, `R`, `f`, `F`, `!`: what follows the first `<` of a feed. */
const BEGINS: ReadonlySet<number> = new Set([0x6f, 0x99, 0xd9, 0x86, 0xc6, 0x5a]);

const CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x05, '\t'],
  [0x0d, '\r'],
  [0x15, '\n'],
  [0x25, '\n'],
]);

function asPage(bytes: Uint8Array, page: string): string {
  const table = ebcdic[page] ?? '';
  return Array.from(bytes, (byte) => table[byte - 0x40] ?? CONTROLS.get(byte) ?? ' ').join('');
}

/** HZ (RFC 1843): GB 2312 in seven bits, between `~{` and `~}`; `~~` is a tilde, `~` at the end of a line joins it to the next. */
export function decodeHz(bytes: Uint8Array): string {
  const out: number[] = [];
  let wide = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out.push(byte);
      else if (next !== 0x0a) wide = next === 0x7b;
      at += 1;
    } else if (byte === 0x0a) {
      wide = false;
      out.push(byte);
    } else {
      out.push(wide && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(out));
}
