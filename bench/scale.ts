/**
 * npm run bench:scale -- [--certificates 1000000] [--keys 1000000] [--secret-versions 10000000] [--postgres postgres://…] [--data DIR] [--rounds 200]
 *
 * What a million certificates cost, or as many keys and ten million versions of secrets, as ratios to the same calls on a thousand, on SQLite
 * and, where a server is named, on PostgreSQL. Without a number it is about a million certificates. The stores are filled first, which takes minutes; `--data` keeps them for the next run.
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
import { kmsFactsOf, kmsMeasures } from './scale/kms-measures.js';
import { type Facts, factsOf, type Measure, measures } from './scale/measures.js';
import { type RevocationFigures, revocationFigures } from './scale/revocation.js';
import { SIZE_OPTIONS, SMALL, sizeFrom, smallPictureOf } from './scale/size.js';
import { describe, type FilledStore, filledStore } from './scale/stores.js';
import { Subject } from './subject.js';

const { values } = parseArgs({
  options: {
    ...SIZE_OPTIONS,
    postgres: { type: 'string' },
    data: { type: 'string' },
    rounds: { type: 'string', default: '200' },
  },
});
const asked = sizeFrom(values);
const rounds = Number(values.rounds);
if (!asked || !(rounds >= 20 && rounds <= 100_000)) {
  process.stderr.write(
    `--certificates, --keys and --secret-versions must be between ${SMALL} and 100000000, and --rounds between 20 and 100000.\n`,
  );
  process.exit(2);
}
const size = asked;
/** No call and no list may keep the event loop from others for longer. */
const BLOCKED_AT_MOST_MS = 50;
const say = (line: string) => process.stdout.write(`${line}\n`);
const directory = values.data ?? mkdtempSync(join(tmpdir(), 'chancery-scale-'));

try {
  for (const postgres of [undefined, ...(values.postgres ? [values.postgres] : [])]) {
    const small = await measured(await filledStore(directory, smallPictureOf(size), postgres, say));
    const large = await measured(await filledStore(directory, size, postgres, say));
    say(
      `\n${postgres ? 'PostgreSQL' : 'SQLite'}: ${describe(size)} against ${describe(smallPictureOf(size))}\n${table(compared(small, large))}\n`,
    );
  }
  if (size.certificates > 0) say(table(await keysAheadRows()));
} finally {
  if (values.data === undefined) rmSync(directory, { recursive: true, force: true });
}

interface Measured {
  readonly results: readonly (readonly [Measure, LoadResult])[];
  /** Undefined where there are no certificates. */
  readonly revocation: RevocationFigures | undefined;
  readonly blockedMs: number;
}

async function keysAheadRows(): Promise<Row[]> {
  const { curveMs, fromStockMs, madeInCallMs } = await keysAheadFigures();
  return [
    atMost(
      'RSA-2048 from the stock, to a curve',
      fromStockMs / curveMs,
      2,
      '×',
      ` (${ms(fromStockMs)} to ${ms(curveMs)})`,
    ),
    figure('  key made in the call, ms', madeInCallMs),
  ];
}

async function measured({ kind, size: filled, data, storeUrl }: FilledStore): Promise<Measured> {
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
    const facts: Facts | undefined = filled.certificates > 0 ? await factsOf(subject) : undefined;
    const settings = { address: subject.address, pid: subject.pid, connections: 1 };
    const all = [
      ...(facts ? await measures(subject, facts, rounds) : []),
      ...(filled.keys > 0 ? kmsMeasures(subject, await kmsFactsOf(subject, filled), rounds) : []),
    ];
    // The engine compiles what runs often, and the database fills its cache: neither is a question of scale.
    for (const { requests } of all) if (requests.length === rounds) await load(requests.slice(0, rounds / 4), settings);
    await longestBlock(subject, loopFile);
    const results: [Measure, LoadResult][] = [];
    for (const measure of all) {
      const fresh = measure.requests.slice(measure.requests.length === rounds ? rounds / 4 : 0);
      const result = await load(fresh, settings);
      results.push([measure, result]);
      say(`  ${kind} ${describe(filled)}: ${measure.name.padEnd(34)} p50 ${ms(result.p50Ms)}, p95 ${ms(result.p95Ms)}`);
    }
    const revocation = facts && (await revocationFigures(subject, facts.revoking));
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
    const row = `${name} (${by})`;
    return limit === undefined
      ? figure(`${row}, ms`, now)
      : atMost(row, now / then, limit, '×', ` (${ms(now)} to ${ms(then)})`);
  });
  return [
    ...rows,
    ...(large.revocation ? revocationRows(large.revocation) : []),
    atMost('longest time that the event loop was blocked', large.blockedMs, BLOCKED_AT_MOST_MS, 'ms'),
  ];
}

function revocationRows({ entries, kilobytes, untilListedMs, againMs }: RevocationFigures): Row[] {
  return [
    figure('entries of the longest CRL', entries),
    figure('  its size in kB', kilobytes),
    atMost('  from a revocation to a list that has it', untilListedMs, 1000, 'ms'),
    figure('  an unchanged list again, ms', againMs),
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
