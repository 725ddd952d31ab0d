/**
 * npm run bench:threads -- [--seconds 2]
 *
 * One thread and as many as there are processors, in turns on the same machine: calls a second and their p99 over 16 and 64 connections, and what
 * another thread takes of memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChildServer } from '../test/child-server.js';
import { residentMegabytes } from '../test/resident-memory.js';
import { type LoadResult, load, shareOfOthers } from './load.js';
import { columns, median } from './report.js';
import { certificate, Subject, times } from './subject.js';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '2' } } });
const seconds = Number(values.seconds);
const ROUNDS = 3;
const say = (text: string) => process.stdout.write(`${text}\n`);

interface Side {
  readonly threads: number;
  readonly subject: Subject;
  readonly issuer: string;
  readonly data: string;
  readonly idleMegabytes: number | undefined;
  readonly results: Map<string, LoadResult[]>;
}

async function start(threads: number): Promise<Side> {
  const data = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
  const server = await startChildServer({
    data,
    throttle: 'off',
    logFile: join(data, 'log'),
    environment: { CHANCERY_THREADS: String(threads) },
  });
  const subject = await new Subject(server).asUser();
  const issuer = await subject.authority('ECC_256');
  await new Promise(resolve => setTimeout(resolve, 1500));
  return { threads, subject, issuer, data, idleMegabytes: residentMegabytes(subject.pid), results: new Map() };
}

const calls: readonly (readonly [string, (side: Side) => Buffer, number])[] = [
  ['GetCallerIdentity', ({ subject }) => subject.request('sts', 'GetCallerIdentity'), 5000],
  [
    'CreateClientCertificate P-256',
    ({ subject, issuer }) => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')),
    1500,
  ],
];

say(`node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model})\n`);
const sides = [await start(1), await start(availableParallelism())];
try {
  for (const [name, request, perSecond] of calls) {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const connections of [16, 64]) {
        for (const side of sides) {
          const requests = times(Math.round(perSecond * (round === 0 ? 1 : seconds)), () => request(side));
          const { address, pid } = side.subject;
          const result = await load(requests, { address, pid, connections });
          // The first round warms up.
          if (round > 0)
            side.results.set(`${name}, ${connections}`, [
              ...(side.results.get(`${name}, ${connections}`) ?? []),
              result,
            ]);
        }
      }
    }
  }
  const rows = [...(sides[0]?.results.keys() ?? [])].map(name => {
    const of = sides.map(side => side.results.get(name) ?? []);
    const rate = of.map(results => median(results.map(it => it.perSecond)));
    const p99 = of.map(results => median(results.map(it => it.p99Ms)));
    const others = median(of.flat().map(shareOfOthers));
    return [
      name,
      rate.map(it => it.toFixed(0)).join(' and '),
      `${((rate[1] ?? 0) / (rate[0] ?? 1)).toFixed(2)} ×`,
      `p99 ${p99.map(it => it.toFixed(1)).join(' and ')} ms`,
      `others ${(100 * others).toFixed(0)} %`,
    ];
  });
  say(columns(rows));
  const [one, all] = sides.map(({ subject, idleMegabytes }) => ({
    idle: idleMegabytes ?? 0,
    busy: residentMegabytes(subject.pid) ?? 0,
  }));
  const more = availableParallelism() - 1;
  say(
    `\nmemory: idle ${one?.idle.toFixed(0)} and ${all?.idle.toFixed(0)} MB, afterwards ${one?.busy.toFixed(0)} and ${all?.busy.toFixed(0)} MB, with ${more} more`,
  );
} finally {
  for (const { subject, data } of sides) {
    await subject.server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
