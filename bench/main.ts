/**
 * npm run bench -- [--seconds 5] [--profile]
 *
 * Ratios from one run on one machine, with the server as it is delivered but for the throttle: signatures and permissions checked,
 * everything recorded and on disk before it is answered. `--profile` shows where the time of issuing goes instead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LoadResult, load } from './load.js';
import { company, issuance, keyDelivery, median, starts, WARM_UP } from './measurements.js';
import { profileReports } from './profile.js';
import { certificate, Subject, times } from './subject.js';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, profile: { type: 'boolean', default: false } },
});
const seconds = Number(values.seconds);
if (!(seconds >= 1 && seconds <= 600)) {
  process.stderr.write(`--seconds must be between 1 and 600; it is "${values.seconds}".\n`);
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const data = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
try {
  await (values.profile ? profile() : compare());
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  say(`node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model})`);
  const start = await starts();
  const subject = await Subject.start(data);
  const issuer = await subject.authority('ECC_256');
  const rounds = [];
  // Three times, and the middle one counts: what else the machine does should not decide.
  for (let i = 0; i < 3; i++) rounds.push(await issuance(subject, issuer, seconds));
  const delivery = await keyDelivery(subject, issuer, seconds);
  const { alone, beside, rsaKeys, deliveries } = await company(subject, issuer, seconds * 2);
  await subject.server.stop();

  const issued = median(rounds.map(it => it.issuing.perSecond));
  const bareCryptography = median(rounds.map(it => it.bareCryptography));
  const bareHttp = median(rounds.map(it => it.bareHttp.perSecond));
  const p99 = median(rounds.map(it => it.issuing.p99Ms));
  say('');
  for (const { issuing, bareHttp: bare } of rounds) {
    say(`issuing   ${shown(issuing)}`);
    say(`bare http ${shown(bare)}`);
  }
  say(`bare key and two signatures ${Math.round(bareCryptography)}/s`);
  say(`keys handed out ${shown(delivery.delivered)}; bare derivations ${delivery.bareDerivations.toFixed(1)}/s`);
  say(`other calls alone  ${shown(alone)}`);
  say(`other calls beside ${shown(beside)}; meanwhile ${rsaKeys} RSA-4096 certificates, ${deliveries} keys handed out`);
  say('');
  table([
    ['P-256 certificates a second', String(Math.round(issued)), '', true],
    [
      '  as a share of bare key and signatures',
      ratio(issued / bareCryptography),
      '≥ 0.30',
      issued / bareCryptography >= 0.3,
    ],
    ['  as a share of bare node:http', ratio(issued / bareHttp), '≥ 0.10', issued / bareHttp >= 0.1],
    ['  p99 at 64 connections', `${p99.toFixed(0)} ms`, '≤ 100 ms', p99 <= 100],
    ...row(
      'private keys handed out, as a share of bare PBKDF2',
      delivery.delivered.perSecond / delivery.bareDerivations,
      0.9,
    ),
    [
      "other calls' p99 beside RSA-4096 and PBKDF2, to alone",
      `${(beside.p99Ms / alone.p99Ms).toFixed(1)} × (${beside.p99Ms.toFixed(1)} to ${alone.p99Ms.toFixed(1)} ms)`,
      '≤ 3 ×',
      beside.p99Ms <= 3 * alone.p99Ms,
    ],
    ['first start to first answer', `${start.firstStartMs.toFixed(0)} ms`, '< 1500 ms', start.firstStartMs < 1500],
    ['later start to first answer', `${start.laterStartMs.toFixed(0)} ms`, '< 1500 ms', start.laterStartMs < 1500],
    ['idle memory', `${start.idleMegabytes?.toFixed(0) ?? '?'} MB`, '< 150 MB', (start.idleMegabytes ?? 0) < 150],
  ]);
}

type Row = readonly [measure: string, result: string, target: string, met: boolean];

function row(measure: string, share: number, target: number): Row[] {
  return [[measure, ratio(share), `≥ ${target}`, share >= target]];
}

function table(rows: readonly Row[]): void {
  for (const [measure, result, target, met] of rows) {
    say(
      `${measure.padEnd(56)} ${result.padEnd(26)} ${target.padEnd(12)} ${target === '' ? '' : met ? 'met' : 'MISSED'}`,
    );
  }
}

function ratio(share: number): string {
  return share.toFixed(2);
}

function shown(result: LoadResult): string {
  const { perSecond, p50Ms, p99Ms, longestMs, clientProcessors, serverProcessors, mainThreadProcessors } = result;
  const each = (processors: number | undefined) =>
    processors === undefined
      ? '?'
      : `${processors.toFixed(2)} (${((processors * 1e6) / perSecond).toFixed(0)} µs a call)`;
  return [
    `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s`,
    `p50 ${p50Ms.toFixed(1)}  p99 ${p99Ms.toFixed(1)}  longest ${longestMs.toFixed(0)} ms`,
    `processors: server ${each(serverProcessors)}, its main thread ${each(mainThreadProcessors)}, client ${clientProcessors.toFixed(2)}`,
  ].join('  ');
}

async function profile(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-profile-'));
  const subject = await Subject.start(data, ['--cpu-prof', `--cpu-prof-dir=${directory}`]);
  const issuer = await subject.authority('ECC_256');
  const settings = { address: subject.address, pid: subject.pid, connections: 64 };
  const requests = (count: number) =>
    times(count, () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')));
  const { perSecond } = await load(requests(WARM_UP), settings);
  const batch = requests(Math.ceil(perSecond * seconds));
  const start = performance.now();
  say(`issuing under the profiler ${shown(await load(batch, settings))}`);
  const loaded = (performance.now() - start) / 1000;
  await subject.server.stop();
  for (const report of profileReports(directory, loaded)) say(`\n${report}`);
  say(`\nthe profiles are in ${directory}`);
}
