/**
 * A long run of the fuzzer in which most calls read lists, with every filter that they take, and how much memory the server has meanwhile.
 * What grows with what callers ask for shows as a line that rises to the end; a server that is only warming up levels off.
 */
import { type FuzzOptions, type FuzzResult, fuzz } from './fuzz.js';

export interface Soaked {
  readonly result: FuzzResult;
  /** MB, about one a second. */
  readonly memory: readonly number[];
  /** Medians of the second and of the last quarter of the run, in MB. */
  readonly early: number;
  readonly late: number;
}

/**
 * A heap with little room: with more V8 lets garbage lie for minutes, and what is in use cannot be told from it. What is in use is 40 MB after 80,000
 * requests; what grows beyond the room ends the server, and what grows outside of it shows in the resident memory.
 */
const LITTLE_ROOM = ['--max-old-space-size=112', '--max-semi-space-size=8'];

/** Operations that take filters, tags or lists of names. */
const FILTERS = /^(?:List|Describe|Get|Tag|Untag)/;

export async function soak(options: Omit<FuzzOptions, 'often' | 'node'>): Promise<Soaked> {
  const memory: number[] = [];
  const result = await fuzz({
    ...options,
    often: FILTERS,
    node: LITTLE_ROOM,
    onProgress: progress => {
      if (progress.megabytes !== undefined) memory.push(progress.megabytes);
      options.onProgress?.(progress);
    },
  });
  const quarter = (number: number) => {
    const part = memory.slice(((number - 1) * memory.length) / 4, (number * memory.length) / 4).sort((a, b) => a - b);
    return part[Math.floor(part.length / 2)] ?? Number.NaN;
  };
  return { result, memory, early: quarter(2), late: quarter(4) };
}
