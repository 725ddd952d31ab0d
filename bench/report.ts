/** Lines and tables out of what was measured. */
import type { LoadResult } from './load.js';

export interface Row {
  readonly measure: string;
  readonly result: string;
  /** What the project aims for; empty for a figure that is only told. */
  readonly target: string;
  readonly isMet: boolean;
}

/** A share that is to be large enough. */
export function share(measure: string, value: number, least: number): Row {
  return { measure, result: value.toFixed(2), target: `≥ ${least.toFixed(2)}`, isMet: value >= least };
}

/** A figure that is to be small enough. */
export function atMost(measure: string, value: number, most: number, unit: string, note = ''): Row {
  const digits = most < 10 ? 1 : 0;
  return {
    measure,
    result: `${value.toFixed(digits)} ${unit}${note}`,
    target: `≤ ${most} ${unit}`,
    isMet: value <= most,
  };
}

/** A figure without an aim. */
export function figure(measure: string, value: number): Row {
  return { measure, result: value.toFixed(0), target: '', isMet: true };
}

export function table(rows: readonly Row[]): string {
  return rows
    .map(({ measure, result, target, isMet }) => {
      const verdict = target === '' ? '' : isMet ? 'met' : 'MISSED';
      return `${measure.padEnd(54)} ${result.padEnd(24)} ${target.padEnd(10)} ${verdict}`.trimEnd();
    })
    .join('\n');
}

/** Rows of cells, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows
    .map(row =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One load on one line. */
export function line(name: string, result: LoadResult): string {
  const {
    perSecond,
    p50Ms,
    p99Ms,
    longestMs,
    clientProcessors,
    serverProcessors,
    mainThreadProcessors,
    otherProcessors,
  } = result;
  const each = (processors: number | undefined) =>
    processors === undefined
      ? '?'
      : `${processors.toFixed(2)} (${((processors * 1e6) / perSecond).toFixed(0)} µs a call)`;
  return [
    name.padEnd(33),
    `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s`.padEnd(9),
    `p50 ${p50Ms.toFixed(1)}, p99 ${p99Ms.toFixed(1)}, longest ${longestMs.toFixed(0)} ms;`,
    `processors: server ${each(serverProcessors)}, its main thread ${each(mainThreadProcessors)}, load ${clientProcessors.toFixed(2)}, others ${otherProcessors?.toFixed(2) ?? '?'}`,
  ].join(' ');
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
