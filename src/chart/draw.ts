import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { plainNumber } from '../stories/series/labels.ts';
import type { Chart, Mark } from './chart.ts';
import { cut, round, text } from './svg.ts';

export type Look = 'light' | 'dark';

interface Colours {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly ink: string;
  readonly faint: string;
}

const colours: Readonly<Record<Look, Colours>> = {
  light: {
    ground: '#ffffff',
    text: '#1b1f24',
    quiet: '#57606a',
    grid: '#e4e7eb',
    ink: '#0b5cad',
    faint: '#9cc3e8',
  },
  dark: {
    ground: '#15191e',
    text: '#eceff2',
    quiet: '#a3adb8',
    grid: '#2d343c',
    ink: '#6cb2f5',
    faint: '#37648f',
  },
};

export const chartSize = { width: 960, height: 540 } as const;

/** Where the marks stand. */
const plot = { left: 84, right: 924, top: 150, bottom: 440 } as const;

/** More marks than this have no room for a number each. */
const mostLabelled = 13;

interface Canvas {
  readonly chart: Chart;
  readonly colour: Colours;
  readonly x: (at: number) => number;
  readonly y: ScaleLinear<number, number>;
  /** Width of one period. */
  readonly step: number;
}

/** Draws a chart as SVG in the font that the rasteriser has. */
export function drawChart(chart: Chart, look: Look): string {
  const colour = colours[look];
  const canvas = canvasOf(chart, colour);
  const { width, height } = chartSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Be Vietnam Pro">`,
    `<rect width="${width}" height="${height}" fill="${colour.ground}"/>`,
    text(36, 56, cut(chart.title, 44), { size: 30, fill: colour.text, weight: 600 }),
    text(36, 88, cut(chart.subtitle, 80), { size: 17, fill: colour.quiet }),
    text(36, 126, cut(chart.newest, 60), { size: 22, fill: colour.ink, weight: 600 }),
    grid(canvas),
    chart.form === 'bars' ? bars(canvas) : curve(canvas),
    others(canvas),
    labels(canvas),
    text(36, 514, cut(chart.foot, 62), { size: 15, fill: colour.quiet }),
    note(canvas),
    '</svg>',
  ].join('');
}

function canvasOf(chart: Chart, colour: Colours): Canvas {
  const values = chart.marks.flatMap((mark) => [mark.value, ...mark.others]);
  const floor = chart.form === 'bars' ? [0] : [];
  const [least, most] = [Math.min(...values, ...floor), Math.max(...values, ...floor)];
  // A line that never moves still needs a height.
  const air = chart.form === 'line' ? (most - least || Math.abs(most) || 1) * 0.12 : 0;
  const y = scaleLinear(
    [least - air, most + (air || (most === least ? 1 : 0))],
    [plot.bottom, plot.top + 24],
  ).nice(5);
  // Bars stay readable when there are few: never fewer places than six.
  const places = Math.max((chart.marks.at(-1)?.at ?? 0) + 1, chart.form === 'bars' ? 6 : 2);
  const free = places - ((chart.marks.at(-1)?.at ?? 0) + 1);
  const step = (plot.right - plot.left) / places;
  return { chart, colour, y, step, x: (at) => plot.left + (at + free / 2 + 0.5) * step };
}

function grid({ chart, colour, y }: Canvas): string {
  return y
    .ticks(5)
    .map((tick) => {
      const stroke = tick === 0 ? colour.quiet : colour.grid;
      const height = round(y(tick));
      return (
        `<line x1="${plot.left}" x2="${plot.right}" y1="${height}" y2="${height}" stroke="${stroke}"/>` +
        text(plot.left - 10, height + 5, plainNumber(tick, chart.language), {
          size: 15,
          fill: colour.quiet,
          anchor: 'end',
        })
      );
    })
    .join('');
}

function bars({ chart, colour, x, y, step }: Canvas): string {
  const width = round(Math.min(step * 0.68, 72));
  return chart.marks
    .map(({ at, value }, index) => {
      const [top, bottom] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
      const fill = index === chart.marks.length - 1 ? colour.ink : colour.faint;
      return `<rect x="${round(x(at) - width / 2)}" y="${round(top)}" width="${width}" height="${round(Math.max(bottom - top, 1))}" rx="2" fill="${fill}"/>`;
    })
    .join('');
}

function curve({ chart, colour, x, y }: Canvas): string {
  const path = line<Mark>(
    (mark) => round(x(mark.at)),
    (mark) => round(y(mark.value)),
  )(chart.marks);
  const dots = chart.marks.length > 40 ? chart.marks.slice(-1) : chart.marks;
  return (
    `<path d="${path ?? ''}" fill="none" stroke="${colour.ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/>` +
    dots
      .map(
        ({ at, value }, index) =>
          `<circle cx="${round(x(at))}" cy="${round(y(value))}" r="${index === dots.length - 1 ? 6 : 4}" fill="${colour.ink}"/>`,
      )
      .join('')
  );
}

function others({ chart, colour, x, y }: Canvas): string {
  return chart.marks
    .flatMap(({ at, others: different }) =>
      different.map(
        (value) =>
          `<circle cx="${round(x(at))}" cy="${round(y(value))}" r="6" fill="${colour.ground}" stroke="${colour.text}" stroke-width="2"/>`,
      ),
    )
    .join('');
}

/** Room a label needs below the axis and a number at its mark, in units of the picture. */
const labelRoom = 64;
const numberRoom = 44;

/** Periods below the axis, as many as have room, the newest always; numbers at the marks when all have room, else at the newest. */
function labels({ chart, colour, x, y }: Canvas): string {
  const last = chart.marks.length - 1;
  const spots = chart.marks.map((mark) => x(mark.at));
  const gap = Math.min(...spots.slice(1).map((spot, at) => spot - (spots[at] ?? 0)));
  const named = roomy(spots);
  return chart.marks
    .map(({ at, value, others: different, label, text: number }, index) => {
      const numbered = index === last || (chart.marks.length <= mostLabelled && gap >= numberRoom);
      const below = chart.form === 'bars' && value < 0;
      const height = below ? y(Math.min(value, ...different)) + 23 : y(Math.max(value, ...different)) - 12;
      return (
        (named.has(index)
          ? text(x(at), plot.bottom + 30, label, { size: 15, fill: colour.quiet, anchor: 'middle' })
          : '') +
        (numbered
          ? text(x(at), height, number, {
              size: gap < labelRoom ? 14 : 16,
              fill: colour.text,
              anchor: 'middle',
              weight: index === last ? 600 : 400,
            })
          : '')
      );
    })
    .join('');
}

/** Counted from the newest, every mark that keeps its distance. */
function roomy(spots: readonly number[]): ReadonlySet<number> {
  const chosen = new Set<number>();
  let right = Number.POSITIVE_INFINITY;
  for (let index = spots.length - 1; index >= 0; index -= 1) {
    const spot = spots[index] ?? 0;
    if (right - spot < labelRoom) continue;
    chosen.add(index);
    right = spot;
  }
  return chosen;
}

/** What the hollow marks mean, with one of them before it. */
function note({ chart, colour }: Canvas): string {
  if (chart.note === undefined) return '';
  return (
    `<circle cx="582" cy="509" r="6" fill="none" stroke="${colour.text}" stroke-width="2"/>` +
    text(596, 514, chart.note, { size: 15, fill: colour.quiet })
  );
}
