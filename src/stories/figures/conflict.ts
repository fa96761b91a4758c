import type { Figure } from '../../news/article.ts';
import { unitBase } from './units.ts';

/** What a figure is about, apart from its number: two figures with one key speak of the same thing. */
export function claimKey(figure: Figure): string {
  const measure =
    figure.change === null || figure.value !== null ? unitBase(figure.unit ?? '').base : 'change';
  return [
    figure.indicator,
    figure.item ?? '',
    figure.market ?? '',
    figure.place ?? '',
    figure.subject ?? '',
    figure.period ?? '',
    figure.basis ?? '',
    figure.kind ?? '',
    figure.base_period ?? '',
    figure.indicator === 'iip-localities' ? (figure.direction ?? '') : '',
    measure,
  ].join('|');
}

/** True when two figures state the same claim, whatever their numbers. */
export function sameClaim(a: Figure, b: Figure): boolean {
  return claimKey(a) === claimKey(b);
}

/** A claim on which reports differ: each distinct reading with the reports that print it, most reports first. */
export interface Conflict {
  readonly claim: string;
  readonly readings: readonly { readonly figure: Figure; readonly reports: readonly string[] }[];
}

/**
 * Claims with a period on which reports print different numbers. A rounder number is no difference: "34 tỷ" and "34,01
 * tỷ" agree, and so do "hơn 34 tỷ" and "34,4 tỷ". Reports are named by the key the caller uses.
 */
export function conflicts(
  figuresByReport: readonly { readonly report: string; readonly figures: readonly Figure[] }[],
): Conflict[] {
  const claims = new Map<string, { figure: Figure; reports: string[] }[]>();
  for (const { report, figures } of figuresByReport) {
    for (const figure of figures) {
      if (figure.period === null || figure.kind === 'forecast' || figure.kind === 'target') continue;
      const claim = claimKey(figure);
      const readings = claims.get(claim) ?? [];
      claims.set(claim, readings);
      const known = readings.find((reading) => agree(reading.figure, figure));
      if (known === undefined) readings.push({ figure, reports: [report] });
      else if (!known.reports.includes(report)) known.reports.push(report);
    }
  }
  return [...claims.entries()].flatMap(([claim, readings]) => {
    const reports = new Set(readings.flatMap((reading) => reading.reports));
    if (readings.length < 2 || reports.size < 2) return [];
    // One article giving two numbers for what looks like one claim is our misreading, not a disagreement of papers.
    if (
      readings.some(({ reports: r }) =>
        readings.some((o) => o.reports !== r && o.reports.some((x) => r.includes(x))),
      )
    ) {
      return [];
    }
    return [{ claim, readings: readings.toSorted((a, b) => b.reports.length - a.reports.length) }];
  });
}

/** Same numbers, as far as the rounder of the two tells. */
export function agree(a: Figure, b: Figure): boolean {
  if (a.direction !== null && b.direction !== null && a.direction !== b.direction) return false;
  return (
    near(absolute(a.value, a.unit), absolute(b.value, b.unit), a, b) &&
    near(absolute(a.change, a.change_unit), absolute(b.change, b.change_unit), a, b)
  );
}

interface Amount {
  readonly value: number;
  /** Half of the last digit printed. */
  readonly slack: number;
}

function absolute(value: number | null, unit: string | null | undefined): Amount | undefined {
  if (value === null) return undefined;
  const { factor } = unitBase(unit ?? 'percent');
  const text = String(Math.abs(value));
  const decimals = text.split('.')[1]?.length ?? 0;
  // Only in the thousands does a trailing zero mean rounding: "92.000 tờ khai", but not "60 địa phương".
  const zeros = decimals > 0 || Math.abs(value) < 1000 ? 0 : (/0*$/u.exec(text)?.[0].length ?? 0);
  const step = decimals > 0 ? 10 ** -decimals : 10 ** Math.min(zeros, 3);
  return { value: value * factor, slack: (step * factor) / 2 };
}

function near(a: Amount | undefined, b: Amount | undefined, first: Figure, second: Figure): boolean {
  if (a === undefined || b === undefined) return true;
  const slack =
    Math.max(a.slack, b.slack) * (first.approx === undefined && second.approx === undefined ? 1 : 2);
  return Math.abs(a.value - b.value) <= slack * 1.000001;
}
