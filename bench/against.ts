/**
 * npm run bench -- --against DIR [--only NAME] [--seconds 2]
 *
 * This build and another built checkout, in turns in the same run: certificates issued over 1, 16 and 64 connections, then the
 * budgeted calls.
 */
import { budgetedCall, CALL_NAMES, type CallName } from './calls.js';
import { costOf, type LoadResult } from './load.js';
import { columns, median } from './report.js';
import type { Subject } from './subject.js';
import { inTurns, ratios, type TurnSettings } from './turns.js';

export interface Checkout {
  readonly name: string;
  readonly subject: Subject;
  readonly issuer: string;
}

const ISSUING_CONNECTIONS = [1, 16, 64];

/** The table of ratios, ours to the other's; more a second is better, less of everything else. */
export async function against(
  ours: Checkout,
  theirs: Checkout,
  settings: Omit<TurnSettings, 'connections'>,
  only: readonly CallName[] = CALL_NAMES,
): Promise<string> {
  const rows = [['call', 'connections', 'measure', ours.name, theirs.name, 'ratio, round by round: the middle']];
  for (const name of only) {
    const contenders = await Promise.all(
      [ours, theirs].map(async ({ name: checkout, subject, issuer }) => ({
        name: `${name}, ${checkout}`,
        address: subject.address,
        pid: subject.pid,
        requests: (await budgetedCall(name, subject, issuer)).requests,
      })),
    );
    for (const connections of name === 'CreateClientCertificate' ? ISSUING_CONNECTIONS : [16]) {
      const [first = [], second = []] = await inTurns(contenders, { ...settings, connections });
      rows.push(...comparison(first, second).map(cells => [name, String(connections), ...cells]));
    }
  }
  return columns(rows);
}

/** Three rows: calls a second, p99, processor time for each call. */
export function comparison(ours: readonly LoadResult[], theirs: readonly LoadResult[]): string[][] {
  const compared = (measure: string, digits: number, value: (result: LoadResult) => number) => [
    measure,
    median(ours.map(value)).toFixed(digits),
    median(theirs.map(value)).toFixed(digits),
    ratios(ours, theirs, value),
  ];
  return [
    compared('a second', 0, it => it.perSecond),
    compared('p99 ms', 1, it => it.p99Ms),
    compared('µs of processor', 0, costOf),
  ];
}
