/**
 * npm run soak -- [--seconds 3600] [--requests N] [--seed N] [--only rpc|instance]
 *
 * Ends with status 1 when the server's memory in the last quarter is more than a tenth and 16 MB above that of the second, or when the
 * fuzzer found something.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './soak.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: `${randomInt(2 ** 31)}` },
    requests: { type: 'string' },
    only: { type: 'string' },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const requests = values.requests === undefined ? undefined : Number(values.requests);
if (!(seconds >= 10) || !Number.isSafeInteger(seed) || !Number.isSafeInteger(requests ?? 0)) {
  process.stderr.write('--seconds must be 10 or more, --seed and --requests a whole number.\n');
  process.exit(2);
}
const { only } = values;
if (only !== undefined && only !== 'rpc' && only !== 'instance') {
  process.stderr.write(`--only must be rpc or instance; it is "${only}".\n`);
  process.exit(2);
}
const SLACK_MEGABYTES = 16;

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
setTimeout(() => stop.abort(), seconds * 1000).unref();
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}; ${seconds} seconds; Ctrl-C ends it`);

const data = mkdtempSync(join(tmpdir(), 'chancery-soak-'));
const every = Math.max(1, Math.round(seconds / 20));
let ticks = 0;
const { result, early, late } = await soak({
  data,
  project: process.cwd(),
  seed,
  signal: stop.signal,
  requests,
  ...(only && { only }),
  onProgress: ({ sent, megabytes }) => {
    if (ticks++ % every === 0) say(`${sent} requests  ${megabytes?.toFixed(0) ?? '?'} MB`);
  },
});
rmSync(data, { recursive: true, force: true });
for (const { fault, report } of result.reports) say(`\n${fault}\n${report}`);
const isFlat = late <= 1.1 * early + SLACK_MEGABYTES;
say(
  `\n${result.sent} requests; second quarter ${early.toFixed(0)} MB, last quarter ${late.toFixed(0)} MB: ${isFlat ? 'flat' : 'IT GROWS'}`,
);
process.exit(isFlat && result.reports.length === 0 ? 0 : 1);
