/**
 * Strangers who take what they can of a server while callers call: connections that say nothing, that hold back the end of their
 * headers, or that of a body, and that come back when they are closed. The server has to live and to answer the callers.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { startChildServer } from '../test/child-server.js';
import { SignedClient } from '../test/signed-client.js';
import { memoryGroup } from './memory-group.js';

export interface Siege {
  readonly data: string;
  readonly connections: number;
  readonly seconds: number;
  /** What the server may have, if a control group can be made. */
  readonly memoryMb: number;
  say(line: string): void;
}

export interface SiegeResult {
  /** Whether the server ran in a control group. */
  readonly bounded: boolean;
  readonly alive: boolean;
  readonly peakMb: number | undefined;
  readonly answered: number;
  readonly unanswered: readonly string[];
  readonly slowestMs: number;
  /** How often strangers had to come back. */
  readonly closed: number;
}

const CALLERS = 4;
export async function besiege({ data, connections, seconds, memoryMb, say }: Siege): Promise<SiegeResult> {
  const group = memoryGroup(memoryMb * 1024 * 1024);
  if (!group) say('no control group can be made here: the memory of the server is watched, not bounded');
  const server = await startChildServer({
    data,
    controlGroup: group?.directory,
    environment: { CHANCERY_LOG: 'silent' },
  });
  const crowd = new Worker(new URL(import.meta.url.replace(/strangers(\.[jt]s)/, 'crowd$1')), {
    workerData: { url: server.url, count: connections },
  });
  let closed = 0;
  await new Promise<void>(resolve => {
    crowd.on('message', (message: { readonly here?: true; readonly closed?: number }) => {
      if (message.here) resolve();
      closed = message.closed ?? closed;
    });
  });
  say(`${connections} connections are open`);

  const until = Date.now() + seconds * 1000;
  const calls = { answered: 0, unanswered: [] as string[], slowestMs: 0 };
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(server.process.pid));
  }, 200);
  const client = new SignedClient({ ...server, endpoint: server.url });
  await Promise.all(Array.from({ length: CALLERS }, () => callUntil(until, client, calls)));
  clearInterval(watch);
  await crowd.terminate();

  const alive = server.process.exitCode === null && server.process.signalCode === null;
  peakBytes = group?.peakBytes() ?? peakBytes;
  if (alive) await server.stop();
  await sleep(100);
  group?.remove();
  return {
    bounded: group !== undefined,
    alive,
    peakMb: Math.round(peakBytes / 1024 / 1024),
    ...calls,
    closed,
  };
}

/** Zero where the system does not say, or the process is gone. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}

async function callUntil(
  until: number,
  client: SignedClient,
  calls: { answered: number; unanswered: string[]; slowestMs: number },
): Promise<void> {
  while (Date.now() < until) {
    const began = performance.now();
    try {
      const { status, body } = await client.call(
        '2015-04-01',
        'GetCallerIdentity',
        {},
        { signature: 'v1', place: 'form' },
      );
      if (status === 200) calls.answered++;
      else calls.unanswered.push(`${status} ${String(body.Code)}`);
    } catch (fault) {
      calls.unanswered.push(String(fault));
      await sleep(50);
    }
    calls.slowestMs = Math.max(calls.slowestMs, Math.round(performance.now() - began));
  }
}
