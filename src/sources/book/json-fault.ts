/** Line, counted from 1, of the first thing in a text that JSON does not allow; for text that `JSON.parse` refused, whose messages differ from runtime to runtime. */
export function jsonFaultLine(text: string): number {
  return text.slice(0, faultOffset(text)).split('\n').length;
}

type Wants = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

function faultOffset(text: string): number {
  const token = /\s*(?:("(?:[^"\\\n]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)|([[\]{},:])|\S|$)/y;
  const open: string[] = [];
  let wants: Wants = 'value';
  for (;;) {
    const match = token.exec(text);
    if (match === null || token.lastIndex >= text.length) return text.length;
    const start = match.index + match[0].length - match[0].trimStart().length;
    const [, string, scalar, mark] = match;
    const next = after(wants, string !== undefined, scalar !== undefined, mark, open);
    if (next === undefined) return start;
    wants = next;
  }
}

/** What may follow a token; undefined when the token itself may not stand there. */
function after(
  wants: Wants,
  isString: boolean,
  isScalar: boolean,
  mark: string | undefined,
  open: string[],
): Wants | undefined {
  if (wants === ':') return mark === ':' ? 'value' : undefined;
  if (wants === ', or end') {
    if (mark === ',' && open.length > 0) return open.at(-1) === '{' ? 'name' : 'value';
    return closes(mark, open) ? wants : undefined;
  }
  if (wants === 'name' || wants === 'name or }') {
    if (isString) return ':';
    return wants === 'name or }' && closes(mark, open) ? ', or end' : undefined;
  }
  if (isString || isScalar) return ', or end';
  if (mark === '[' || mark === '{') {
    open.push(mark);
    return mark === '[' ? 'value or ]' : 'name or }';
  }
  return wants === 'value or ]' && closes(mark, open) ? ', or end' : undefined;
}

function closes(mark: string | undefined, open: string[]): boolean {
  if (!((mark === ']' && open.at(-1) === '[') || (mark === '}' && open.at(-1) === '{'))) return false;
  open.pop();
  return true;
}
