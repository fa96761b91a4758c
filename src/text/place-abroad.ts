import { sentenceHas } from './place-context.ts';
import type { Name } from './place-find.ts';
import type { Reading } from './reading.ts';

/** Henan and Taiyuan are written like Hà Nam and Thái Nguyên: China is named beside them or its cities are. */
export function isAbroad(reading: Reading, names: readonly Name[], index: number): boolean {
  const { from, to } = names[index]!;
  const china = reading.plain ? 'trung quoc' : 'trung quốc';
  for (let i = to; i < Math.min(reading.count - 1, to + 2); i++) {
    if (
      `${reading.keys[i]} ${reading.keys[i + 1]}` === china &&
      /^(?:\(|,|của|cua|)$/u.test(i === to ? reading.gaps[to]! : reading.keys[to]!)
    )
      return true;
  }
  const key = reading.keys.slice(from, to).join(' ');
  if (key !== 'hà nam' && key !== 'thái nguyên' && key !== 'sơn tây') return false;
  if (sentenceHas(reading, from, ['trịnh', 'châu'])) return true;
  if (key === 'thái nguyên') return sentenceHas(reading, from, ['sơn', 'tây']);
  const beside = (a: Name | undefined, b: Name | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    b.from - a.to <= 1 &&
    reading.sentence[a.from] === reading.sentence[b.from];
  return (
    (foreign(names[index - 1]) && beside(names[index - 1], names[index])) ||
    (foreign(names[index + 1]) && beside(names[index], names[index + 1]))
  );
}

function foreign(name: Name | undefined): boolean {
  return name?.meanings.some((meaning) => meaning.kind === 'other' && meaning.foreign) === true;
}
