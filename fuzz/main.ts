/**
 * npm run fuzz -- [--requests N] [--seconds S] [--seed N] [--from N] [--only rpc|instance]
 *
 * Attacks a server of its own until Ctrl-C, or for so many requests or seconds. `--seed` and `--from` repeat an earlier run, or a part
 * of it; `--only` makes calls of one kind. Ends with status 1 when it found something.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz, type Progress, type Protocol } from './fuzz.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    only: { type: 'string' },
  },
});

function wholeNumber(name: 'requests' | 'seconds' | 'seed' | 'from'): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  process.stderr.write(`--${name} must be a whole number; it is "${text}".\n`);
  process.exit(2);
}

function protocol(): Protocol | undefined {
  const { only } = values;
  if (only === undefined || only === 'rpc' || only === 'instance') return only;
  process.stderr.write(`--only must be rpc or instance; it is "${only}".\n`);
  process.exit(2);
}

const only = protocol();
const requests = wholeNumber('requests');
const seconds = wholeNumber('seconds');
const seed = wholeNumber('seed') ?? randomInt(2 ** 31);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
if (seconds !== undefined) setTimeout(() => stop.abort(), seconds * 1000).unref();

const data = mkdtempSync(join(tmpdir(), 'chancery-fuzz-'));
process.stdout.write(`seed ${seed}; Ctrl-C ends it\n`);
const line = ({ sent, byStatus, slowest, findings, megabytes }: Progress) => {
  const statuses = [...byStatus].sort().map(([status, count]) => `${status}: ${count}`);
  return `${sent} requests  ${statuses.join('  ')}  slowest ${slowest[0]?.ms ?? 0} ms  ${findings} findings  ${megabytes?.toFixed(0) ?? '?'} MB\n`;
};
let ticks = 0;
const result = await fuzz({
  data,
  project: process.cwd(),
  seed,
  from: wholeNumber('from'),
  requests,
  signal: stop.signal,
  ...(only && { only }),
  onProgress: progress => {
    if (ticks++ % 5 === 0) process.stdout.write(line(progress));
  },
});
rmSync(data, { recursive: true, force: true });
for (const { fault, report } of result.reports) process.stdout.write(`\n${fault}\n${report}\n`);
const unreached = [...result.built].filter(([, reached]) => !reached).map(([name]) => name);
process.stdout.write(`\n${result.operations} operations, ${result.built.size} of them built\n`);
if (unreached.length > 0) process.stdout.write(`no call of these got through: ${unreached.join(', ')}\n`);
for (const { ms, number, action } of result.slowest)
  process.stdout.write(`request ${number} ${action} took ${ms} ms\n`);
process.stdout.write(line(result));
process.exit(result.reports.length > 0 ? 1 : 0);
