/**
 * The load: requests that were signed beforehand go out over bare sockets, so that two processors are busy with the server and not
 * with its callers. Everything that it measures it measures from outside.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Address, type RawAnswer, RawConnection } from '../test/raw-connection.js';

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Processors that the load itself took, of those that the machine has. */
  readonly clientProcessors: number;
  /** Processors that the server took, and its main thread of that; undefined where there is no /proc. */
  readonly serverProcessors: number | undefined;
  readonly mainThreadProcessors: number | undefined;
  /** Processors that everything else on the machine took, which the server could have had. */
  readonly otherProcessors: number | undefined;
}

export interface LoadSettings {
  readonly address: Address;
  /** The server's process, to read what it took. */
  readonly pid: number | undefined;
  readonly connections: number;
}

/**
 * Sends all requests, each connection the next one as soon as it has its answer. Rejects unless every answer is a success.
 * @param onAnswer given each answer, in the order in which they come
 */
export async function load(
  requests: readonly Buffer[],
  settings: LoadSettings,
  onAnswer?: (answer: RawAnswer) => void,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const waiting = requests.values();
  const connections = await open(settings);
  const measured = measure(settings.pid);
  await Promise.all(
    connections.map(async connection => {
      for (const request of waiting) {
        const start = performance.now();
        const answer = await succeed(connection, request);
        latencies.push(performance.now() - start);
        onAnswer?.(answer);
      }
    }),
  );
  const result = measured(latencies);
  for (const connection of connections) connection.close();
  return result;
}

/**
 * Sends the requests at a steady rate, whatever the answers do, over connections of which there are enough. A latency counts from
 * the moment when its request was due: one that had to wait for its turn has waited for the server.
 */
export async function steadyLoad(
  requests: readonly Buffer[],
  rate: number,
  settings: LoadSettings,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const idle = await open(settings);
  const due: { readonly request: Buffer; readonly at: number }[] = [];
  const underWay = new Set<Promise<void>>();
  const measured = measure(settings.pid);
  const sendDue = () => {
    while (due.length > 0 && idle.length > 0) {
      const connection = idle.pop()!;
      const { request, at } = due.shift()!;
      const call: Promise<void> = succeed(connection, request).then(() => {
        latencies.push(performance.now() - at);
        idle.push(connection);
        underWay.delete(call);
        sendDue();
      });
      underWay.add(call);
    }
  };
  const start = performance.now();
  for (const [i, request] of requests.entries()) {
    const at = start + (i * 1000) / rate;
    const early = at - performance.now();
    if (early > 0) await new Promise(resolve => setTimeout(resolve, early));
    due.push({ request, at: Math.max(at, performance.now() - Math.max(0, -early)) });
    sendDue();
  }
  while (underWay.size > 0) await Promise.all(underWay);
  const result = measured(latencies);
  for (const connection of idle) connection.close();
  return result;
}

/** Repeats requests of one kind in the background until it is stopped; gives how many were answered. */
export async function background(next: () => Buffer, settings: LoadSettings): Promise<() => Promise<number>> {
  const connections = await open(settings);
  let stopped = false;
  let answered = 0;
  const calls = connections.map(async connection => {
    while (!stopped) {
      await succeed(connection, next());
      answered++;
    }
    connection.close();
  });
  return async () => {
    stopped = true;
    await Promise.all(calls);
    return answered;
  };
}

function open({ address, connections }: LoadSettings): Promise<RawConnection[]> {
  return Promise.all(Array.from({ length: connections }, () => RawConnection.open(address)));
}

async function succeed(connection: RawConnection, request: Buffer): Promise<RawAnswer> {
  const answer = await connection.exchange(request);
  if (answer && answer.status >= 200 && answer.status < 300) return answer;
  throw new Error(
    `a call failed: ${answer ? `${answer.head}\n${answer.body.toString()}` : 'the connection was closed'}`,
  );
}

/** Microseconds of processor time that the server took for each call, in all its threads; NaN where there is no /proc. */
export function costOf({ serverProcessors, perSecond }: LoadResult): number {
  return ((serverProcessors ?? Number.NaN) * 1e6) / perSecond;
}

/** The share of the machine's processors that everything else took. */
export function shareOfOthers({ otherProcessors }: LoadResult): number {
  return (otherProcessors ?? 0) / cpus().length;
}

/** Starts the clocks; the function that it gives stops them. */
function measure(pid: number | undefined): (latencies: number[]) => LoadResult {
  const start = performance.now();
  const client = process.cpuUsage();
  const server = processorTime(`${pid}`);
  const mainThread = processorTime(`${pid}/task/${pid}`);
  const machine = machineTime();
  return latencies => {
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(client);
    const processors = (before: number | undefined, after: number | undefined) =>
      before === undefined || after === undefined ? undefined : (after - before) / seconds;
    const clientProcessors = (user + system) / 1e6 / seconds;
    const serverProcessors = processors(server, processorTime(`${pid}`));
    const all = processors(machine, machineTime());
    latencies.sort((a, b) => a - b);
    return {
      perSecond: latencies.length / seconds,
      p50Ms: quantile(latencies, 0.5),
      p95Ms: quantile(latencies, 0.95),
      p99Ms: quantile(latencies, 0.99),
      longestMs: latencies.at(-1) ?? Number.NaN,
      clientProcessors,
      serverProcessors,
      mainThreadProcessors: processors(mainThread, processorTime(`${pid}/task/${pid}`)),
      otherProcessors:
        all === undefined || serverProcessors === undefined
          ? undefined
          : Math.max(0, all - serverProcessors - clientProcessors),
    };
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Seconds of processor time of a process or of one of its threads, by its place below /proc. Linux only (proc(5)). */
function processorTime(place: string): number | undefined {
  try {
    // The name of the program is in parentheses and may hold anything; fields are counted after it, in hundredths of seconds.
    const fields = readFileSync(`/proc/${place}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** Seconds that all processors of the machine were busy, or away. Linux only. */
function machineTime(): number | undefined {
  try {
    // user, nice, system, idle, iowait, irq, softirq, steal (proc(5)): what a hypervisor gave to others is taken as well.
    const fields = readFileSync('/proc/stat', 'latin1').split(/\s+/, 9).map(Number);
    return [1, 2, 3, 6, 7, 8].reduce((sum, i) => sum + fields[i]!, 0) / 100;
  } catch {
    return undefined;
  }
}
