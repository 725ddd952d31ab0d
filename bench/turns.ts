/** Servers under the same load one after the other, several rounds: what else the machine does then hits all of them, or shows. */
import { type LoadResult, type LoadSettings, load, shareOfOthers } from './load.js';
import { line, median } from './report.js';

export interface Contender {
  readonly name: string;
  readonly address: LoadSettings['address'];
  readonly pid: number | undefined;
  /** So many requests, each to be sent once. */
  readonly requests: (count: number) => Promise<readonly Buffer[]>;
}

export interface TurnSettings {
  readonly connections: number;
  /** How long each load is to take. */
  readonly seconds: number;
  readonly say: (text: string) => void;
}

const ROUNDS = 3;
/**
 * Of load before anything counts, so many calls at a time. By then V8 has compiled everything for good, so that neither its compiler's threads, which
 * work for a call once, nor code that is not compiled yet count as the call's: after 20,000 calls, two seconds, `GetCallerIdentity` took a fifth
 * more than after 100,000.
 */
const WARM_UP = { calls: 3000, seconds: 10 };

/** Three rounds; gives each contender's results, round by round, in the order of the contenders. */
export async function inTurns(
  contenders: readonly Contender[],
  { connections, seconds, say }: TurnSettings,
): Promise<readonly (readonly LoadResult[])[]> {
  const counts: number[] = [];
  for (const it of contenders) counts.push(Math.ceil((await warmUp(it, connections)) * seconds));
  const results: LoadResult[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, it] of contenders.entries()) {
      const result = await load(await it.requests(counts[i]!), { ...it, connections });
      say(line(it.name, result));
      results[i]!.push(result);
    }
  }
  return results;
}

/** Gives how many calls a second there were at the end. */
async function warmUp(it: Contender, connections: number): Promise<number> {
  for (let left = WARM_UP.seconds; ; ) {
    const { perSecond } = await load(await it.requests(WARM_UP.calls), { ...it, connections });
    left -= WARM_UP.calls / perSecond;
    if (left <= 0) return perSecond;
  }
}

/** Other programs may have taken this share of the processors before a comparison is worth nothing. */
const MOST_OF_OTHERS = 0.1;

/**
 * How many times as much the first did as the second, round by round and the middle one, as `3.1, 3.0, 3.2: 3.1`. Where other programs
 * took too much of the processors it says so instead.
 */
export function ratios(
  first: readonly LoadResult[],
  second: readonly LoadResult[],
  value: (result: LoadResult) => number,
): string {
  const others = Math.max(...[...first, ...second].map(shareOfOthers));
  if (others > MOST_OF_OTHERS) return `none: other programs took ${(others * 100).toFixed(0)} % of the processors`;
  const each = first.map((it, round) => value(it) / value(second[round]!));
  return `${each.map(it => it.toFixed(2)).join(', ')}: ${median(each).toFixed(2)}`;
}
