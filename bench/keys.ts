/**
 * npm run bench:keys -- [--keys 300]
 *
 * What a flood of one user does to the keys of another: RSA_2048 certificates one after the other, alone and while somebody else asks for
 * RSA_4096 over 64 connections, with no call limit and without waiting when refused. No keys are made ahead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startChildServer } from '../test/child-server.js';
import { RawConnection } from '../test/raw-connection.js';
import { load } from './load.js';
import { atMost, line, table } from './report.js';
import { certificate, Subject, times } from './subject.js';

const { values } = parseArgs({ options: { keys: { type: 'string', default: '300' } } });
const keys = Number(values.keys);
if (!(keys >= 10 && keys <= 100_000)) {
  process.stderr.write(`--keys must be between 10 and 100000; it is "${values.keys}".\n`);
  process.exit(2);
}
const FLOOD_CONNECTIONS = 64;

const say = (text: string) => process.stdout.write(`${text}\n`);
const data = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
try {
  say(`node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model})\n`);
  const server = await startChildServer({
    data,
    throttle: 'off',
    logFile: join(data, 'log'),
    environment: { CHANCERY_RSA_KEYS_AHEAD: '0' },
  });
  const root = new Subject(server);
  const issuer = await root.authority('RSA_2048');
  const [caller, flooder] = [await root.asUser('bench'), await root.asUser('flood')];
  const settings = { address: caller.address, pid: caller.pid, connections: 1 };
  const requests = (count: number) =>
    times(count, () => caller.request('cas', 'CreateClientCertificate', certificate(issuer, 'RSA_2048')));

  await load(requests(10), settings);
  const alone = await load(requests(keys), settings);
  say(line('RSA_2048 alone', alone));
  const stop = await flood(flooder, issuer);
  await wait(1000);
  const beside = await load(requests(keys), settings);
  const { made, refused } = await stop();
  await server.stop();
  say(line('RSA_2048 beside a flood', beside));
  say(`the flood: ${made} certificates of RSA_4096, ${refused} calls refused\n`);
  const ms = (before: number, after: number) => ` (${before.toFixed(0)} to ${after.toFixed(0)} ms)`;
  say(
    table([
      atMost('p99 beside a flood, to alone', beside.p99Ms / alone.p99Ms, 3, '×', ms(alone.p99Ms, beside.p99Ms)),
      atMost('p50 beside a flood, to alone', beside.p50Ms / alone.p50Ms, 3, '×', ms(alone.p50Ms, beside.p50Ms)),
    ]),
  );
  const others = beside.otherProcessors ?? 0;
  if (others > 0.1)
    say(
      `\nOther programs took ${others.toFixed(2)} processors meanwhile, ${(alone.otherProcessors ?? 0).toFixed(2)} before.`,
    );
} finally {
  rmSync(data, { recursive: true, force: true });
}

/** Asks for RSA_4096 certificates as fast as it is answered; the function that it gives stops it and counts. */
async function flood(user: Subject, issuer: string): Promise<() => Promise<{ made: number; refused: number }>> {
  let stopped = false;
  const counts = { made: 0, refused: 0 };
  const connections = await Promise.all(times(FLOOD_CONNECTIONS, () => RawConnection.open(user.address)));
  const ended = connections.map(async connection => {
    while (!stopped) {
      const request = user.request('cas', 'CreateClientCertificate', certificate(issuer, 'RSA_4096'));
      const answer = await connection.exchange(request, { timeoutMs: 120_000 });
      if (answer?.status === 200) counts.made++;
      else if (answer?.body.includes('Throttling.Api')) counts.refused++;
      else if (!stopped) throw new Error(`the flood was answered with ${answer?.head ?? 'nothing'}`);
    }
  });
  return async () => {
    stopped = true;
    for (const connection of connections) connection.close();
    await Promise.all(ended);
    return counts;
  };
}
