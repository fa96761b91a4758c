import { randomFrom } from './forest.ts';

/** 95 % interval of the mean of `values` by resampling (1,000 times, seeded). */
export function interval(values: readonly number[]): readonly [number, number] {
  const random = randomFrom(11);
  const means = Array.from({ length: 1000 }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  }).toSorted((a, b) => a - b);
  return [means[25]!, means[975]!];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
