/** Sums up what `node --cpu-prof` wrote: which functions took the time of each thread, and in which part of the program they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SourcePlace, sourceOf } from './profile-sources.js';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 35;

/**
 * A text for each profile in the directory, the busiest thread first.
 * @param seconds how much of the end of each profile counts: the load, without start and warm-up
 */
export function profileReports(directory: string, seconds: number): string[] {
  return readdirSync(directory)
    .filter(file => file.endsWith('.cpuprofile'))
    .map(file => report(JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile, seconds * 1e6))
    .sort((a, b) => b.busy - a.busy)
    .map(({ text }) => text);
}

function report(profile: CpuProfile, window: number): { busy: number; text: string } {
  const self = selfTimes(profile, window);
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  for (const { id, callFrame } of profile.nodes) {
    const time = self.get(id) ?? 0;
    if (callFrame.functionName === '(idle)') continue;
    busy += time;
    add(parts, partOf(callFrame), time);
    add(functions, nameOf(callFrame), time);
  }
  const text = [
    `busy for ${(busy / 1e6).toFixed(1)} s of ${(window / 1e6).toFixed(1)} s`,
    '\nparts of the program, by their own time',
    ...lines(parts, busy),
    '\nfunctions, by their own time',
    ...lines(functions, busy),
    '\nfunctions of ours, with what they call',
    ...lines(inclusiveTimes(profile, self), busy),
  ];
  return { busy, text: text.join('\n') };
}

/** Microseconds of each node itself, in the last part of the profile. */
function selfTimes({ samples, timeDeltas }: CpuProfile, window: number): Map<number, number> {
  const self = new Map<number, number>();
  let left = window;
  for (let i = samples.length - 1; i >= 0 && left > 0; i--) {
    const time = timeDeltas[i] ?? 0;
    left -= time;
    self.set(samples[i]!, (self.get(samples[i]!) ?? 0) + time);
  }
  return self;
}

/** Time of functions in src/ and of all that runs below them; one that calls itself counts once. */
function inclusiveTimes({ nodes }: CpuProfile, self: ReadonlyMap<number, number>): Map<string, number> {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const sums = new Map<string, number>();
  const visit = (id: number, above: ReadonlySet<string>): number => {
    const node = byId.get(id)!;
    const name = nameOf(node.callFrame);
    const counts = placeOf(node.callFrame).file.startsWith('src/') && !above.has(name);
    const below = counts ? new Set([...above, name]) : above;
    const time = (node.children ?? []).reduce((sum, child) => sum + visit(child, below), self.get(id) ?? 0);
    if (counts) add(sums, name, time);
    return time;
  };
  visit(nodes[0]!.id, new Set());
  return sums;
}

function lines(sums: ReadonlyMap<string, number>, busy: number): string[] {
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(6)} %  ${name}`);
}

function add(sums: Map<string, number>, name: string, time: number): void {
  sums.set(name, (sums.get(name) ?? 0) + time);
}

function placeOf({ url, lineNumber, columnNumber }: CallFrame): SourcePlace {
  return sourceOf(url, lineNumber, columnNumber);
}

function nameOf(frame: CallFrame): string {
  const { file, line } = placeOf(frame);
  return `${frame.functionName || '(anonymous)'}${file ? `  ${file}:${line}` : ''}`;
}

/** A folder of the program, a package, node's own modules, or the engine. */
function partOf(frame: CallFrame): string {
  const { file } = placeOf(frame);
  if (file.startsWith('src/')) return file.split('/').slice(0, -1).join('/');
  if (file.startsWith('node_modules/'))
    return file
      .split('/')
      .slice(0, file.includes('/@') ? 3 : 2)
      .join('/');
  if (file.startsWith('node:'))
    return `node:${
      file
        .slice(5)
        .replace(/^internal\//, '')
        .split('/')[0]
    }`;
  return frame.functionName;
}
