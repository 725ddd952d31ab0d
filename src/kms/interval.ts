/** How intervals are written: `30d`, `6h`, `90m`, `604800s`. */

const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** In milliseconds; undefined where the text is no interval. A day has 24 hours, whatever clocks do. */
export function parseInterval(text: string): number | undefined {
  const [, digits, unit] = /^([1-9]\d{0,8})([dhms])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * UNITS_MS[unit as keyof typeof UNITS_MS];
}
