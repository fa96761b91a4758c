/** Where a needle stands at or after a position; -1 when nowhere. */
export type Find = (from: number) => number;

/** `indexOf` that remembers its last answer: asking from every position of a text still costs about one pass over it. */
export function finder(text: string, needle: string): Find {
  let askedFrom = 0;
  let found = -2;
  return (from) => {
    const known = found !== -2 && from >= askedFrom && (found === -1 || found >= from);
    if (!known) {
      askedFrom = from;
      found = text.indexOf(needle, from);
    }
    return found;
  };
}
