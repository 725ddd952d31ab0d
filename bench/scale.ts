/**
 * npm run bench:scale -- [--certificates 1000000] [--postgres postgres://…] [--data DIR] [--rounds 200]
 *
 * What a million certificates cost, as ratios to the same calls on a thousand, on SQLite and, where a server is named, on PostgreSQL.
 * The stores are filled first, which takes minutes; `--data` keeps them for the next run.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startChildServer } from '../test/child-server.js';
import { type LoadResult, load } from './load.js';
import { atMost, figure, type Row, table } from './report.js';
import { keysAheadFigures } from './scale/keys-ahead.js';
import { factsOf, type Measure, measures } from './scale/measures.js';
import { type RevocationFigures, revocationFigures } from './scale/revocation.js';
import { type FilledStore, filledStore, SMALL } from './scale/stores.js';
import { Subject } from './subject.js';

const { values } = parseArgs({
  options: {
    certificates: { type: 'string', default: '1000000' },
    postgres: { type: 'string' },
    data: { type: 'string' },
    rounds: { type: 'string', default: '200' },
  },
});
const certificates = Number(values.certificates);
const rounds = Number(values.rounds);
if (!(certificates > SMALL && certificates <= 100_000_000) || !(rounds >= 20 && rounds <= 100_000)) {
  process.stderr.write(
    `--certificates must be between ${SMALL + 1} and 100000000, and --rounds between 20 and 100000.\n`,
  );
  process.exit(2);
}
/** No call and no list may keep the event loop from others for longer. */
const BLOCKED_AT_MOST_MS = 50;
const say = (line: string) => process.stdout.write(`${line}\n`);
const directory = values.data ?? mkdtempSync(join(tmpdir(), 'chancery-scale-'));

try {
  for (const postgres of [undefined, ...(values.postgres ? [values.postgres] : [])]) {
    const small = await measured(await filledStore(directory, SMALL, postgres, say));
    const large = await measured(await filledStore(directory, certificates, postgres, say));
    say(
      `\n${postgres ? 'PostgreSQL' : 'SQLite'}: ${certificates} certificates against ${SMALL}\n${table(compared(small, large))}\n`,
    );
  }
  const { curveMs, fromStockMs, madeInCallMs } = await keysAheadFigures();
  say(
    table([
      atMost(
        'RSA-2048 from the stock, to a curve',
        fromStockMs / curveMs,
        2,
        '×',
        ` (${ms(fromStockMs)} to ${ms(curveMs)})`,
      ),
      figure('  key made in the call, ms', madeInCallMs),
    ]),
  );
} finally {
  if (values.data === undefined) rmSync(directory, { recursive: true, force: true });
}

interface Measured {
  readonly results: readonly (readonly [Measure, LoadResult])[];
  readonly revocation: RevocationFigures;
  readonly blockedMs: number;
}

async function measured({ kind, certificates: count, data, storeUrl }: FilledStore): Promise<Measured> {
  const loopFile = join(data, 'longest-block');
  const watch = pathToFileURL(join(import.meta.dirname, 'scale/loop-watch.js')).href;
  const server = await startChildServer({
    data,
    throttle: 'off',
    node: ['--import', watch],
    logFile: join(data, 'log'),
    arguments: storeUrl ? ['--store', storeUrl] : [],
    environment: { CHANCERY_LOOP_FILE: loopFile },
  });
  try {
    const subject = new Subject(server);
    const facts = await factsOf(subject);
    const settings = { address: subject.address, pid: subject.pid, connections: 1 };
    const all = await measures(subject, facts, rounds);
    // The engine compiles what runs often, and the database fills its cache: neither is a question of scale.
    for (const { requests } of all) if (requests.length === rounds) await load(requests.slice(0, rounds / 4), settings);
    await longestBlock(subject, loopFile);
    const results: [Measure, LoadResult][] = [];
    for (const measure of all) {
      const fresh = measure.requests.slice(measure.requests.length === rounds ? rounds / 4 : 0);
      const result = await load(fresh, settings);
      results.push([measure, result]);
      say(`  ${kind} ${count}: ${measure.name.padEnd(34)} p50 ${ms(result.p50Ms)}, p95 ${ms(result.p95Ms)}`);
    }
    const revocation = await revocationFigures(subject, facts.revoking);
    return { results, revocation, blockedMs: await longestBlock(subject, loopFile) };
  } finally {
    await server.stop();
  }
}

/** The longest time that the server's event loop was blocked since this was asked last. */
async function longestBlock(subject: Subject, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(subject.pid ?? 0, 'SIGUSR2');
  for (;;) {
    await wait(20);
    try {
      return Number(readFileSync(file, 'utf8'));
    } catch {
      // It has not got round to it yet.
    }
  }
}

function compared(small: Measured, large: Measured): Row[] {
  const rows = large.results.map(([{ name, limit, by }, result], i) => {
    const before = small.results[i]![1];
    const [now, then] = by === 'p95' ? [result.p95Ms, before.p95Ms] : [result.p50Ms, before.p50Ms];
    return atMost(`${name} (${by})`, now / then, limit, '×', ` (${ms(now)} to ${ms(then)})`);
  });
  const { entries, kilobytes, untilListedMs, againMs } = large.revocation;
  return [
    ...rows,
    figure('entries of the longest CRL', entries),
    figure('  its size in kB', kilobytes),
    atMost('  from a revocation to a list that has it', untilListedMs, 1000, 'ms'),
    figure('  an unchanged list again, ms', againMs),
    atMost('longest time that the event loop was blocked', large.blockedMs, BLOCKED_AT_MOST_MS, 'ms'),
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
