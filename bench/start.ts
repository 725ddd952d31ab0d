/**
 * npm run bench -- --start [--against DIR]
 *
 * From the start of the process to the answer of a signed call, and memory at rest, beside node that starts and does nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { residentMegabytes } from '../test/resident-memory.js';
import { startBareServer } from './bare.js';
import { columns, median } from './report.js';
import { Subject } from './subject.js';

const STARTS = 7;
/** Rounds in which the server is left alone after its start, and its memory is read. */
const RESTS = 3;
const REST_MS = 3000;

export interface Start {
  /** Medians, in milliseconds: on an empty directory and on one that has data. */
  readonly firstStartMs: number;
  readonly laterStartMs: number;
  readonly bareNodeMs: number;
  /** A node:http server with nothing behind it, to its first answer. */
  readonly bareServerMs: number;
  readonly helpMs: number;
  /** Of the server with one gateway thread; NaN where there is no /proc. */
  readonly idleMegabytes: number;
}

/** @param checkout another built checkout; this one if absent */
export async function measureStart(checkout = process.cwd()): Promise<Start> {
  const none = (): number[] => [];
  const times = { first: none(), later: none(), node: none(), bareServer: none(), help: none() };
  const memory: (number | undefined)[] = [];
  for (let i = 0; i < STARTS; i++) {
    times.node.push(durationOf(['-e', '0']));
    times.help.push(durationOf([join(checkout, 'dist/chancery.js'), '--help']));
    times.bareServer.push(await bareStart());
    const data = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
    for (const list of [times.first, times.later]) {
      const begin = performance.now();
      const subject = await Subject.start(data, { checkout });
      await subject.call('sts', 'GetCallerIdentity');
      list.push(performance.now() - begin);
      await subject.server.stop();
    }
    if (i < RESTS) memory.push(await memoryAtRest(data, checkout));
    rmSync(data, { recursive: true });
  }
  return {
    firstStartMs: median(times.first),
    laterStartMs: median(times.later),
    bareNodeMs: median(times.node),
    bareServerMs: median(times.bareServer),
    helpMs: median(times.help),
    idleMegabytes: median(memory.filter(it => it !== undefined)),
  };
}

/** A table with a column for each. */
export function startTable(starts: readonly (readonly [name: string, Start])[]): string {
  const row = (name: string, value: (start: Start) => string) => [name, ...starts.map(([, start]) => value(start))];
  const besideNode = (ms: number, { bareNodeMs }: Start) => `${ms.toFixed(0)} ms (${(ms / bareNodeMs).toFixed(1)} ×)`;
  return columns([
    ['', ...starts.map(([name]) => name)],
    row('bare node', it => besideNode(it.bareNodeMs, it)),
    row('bare node:http to its first answer', it => besideNode(it.bareServerMs, it)),
    row('chancery --help', it => besideNode(it.helpMs, it)),
    row('first start to first signed answer', it => besideNode(it.firstStartMs, it)),
    row('later start to first signed answer', it => besideNode(it.laterStartMs, it)),
    row('idle memory, one thread', it => `${it.idleMegabytes.toFixed(0)} MB`),
  ]);
}

/** The answer is asked for in the same way as ours. */
async function bareStart(): Promise<number> {
  const begin = performance.now();
  const { address, process: child } = await startBareServer(100);
  await request(`http://${address.host}:${address.port}/`).then(answer => answer.body.dump());
  child.kill();
  return performance.now() - begin;
}

async function memoryAtRest(data: string, checkout: string): Promise<number | undefined> {
  const subject = await Subject.start(data, { checkout, environment: { CHANCERY_THREADS: '1' } });
  await subject.call('sts', 'GetCallerIdentity');
  await wait(REST_MS);
  const megabytes = residentMegabytes(subject.pid);
  await subject.server.stop();
  return megabytes;
}

function durationOf(words: readonly string[]): number {
  const begin = performance.now();
  execFileSync(process.execPath, words, { stdio: 'ignore' });
  return performance.now() - begin;
}
