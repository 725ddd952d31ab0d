/**
 * npm run bench -- --budgets [--only NAME] [--seconds 2] [--connections 16]
 *
 * What a call costs, as a multiple of bare work in the same run: processor time of the whole server process, all its threads and the
 * garbage collector included, for each call. What else the machine does changes that little; it changes calls a second much.
 */
import { RawConnection } from '../test/raw-connection.js';
import { type BareWork, bareIssuance, bareSignature, bareVerification, startBareServer } from './bare.js';
import { type BareCryptography, type BudgetedCall, budgetedCall, CALL_NAMES, type CallName } from './calls.js';
import { costOf, type LoadResult } from './load.js';
import { columns, median } from './report.js';
import type { Subject } from './subject.js';
import { inTurns, type TurnSettings } from './turns.js';

/** Measures the calls one after the other and gives the table. */
export async function budgets(
  subject: Subject,
  issuer: string,
  settings: TurnSettings,
  only: readonly CallName[] = CALL_NAMES,
): Promise<string> {
  const rows = [
    [
      'call',
      'a second',
      'of bare a second',
      'p99 ms',
      'µs of processor',
      'bare µs',
      'multiple, round by round: the middle',
      'aim',
    ],
  ];
  for (const name of only) {
    const call = await budgetedCall(name, subject, issuer);
    rows.push(row(call, await besideBareWork(subject, call, settings)));
  }
  return columns(rows);
}

/** Of the same rounds. */
interface Rounds {
  readonly calls: readonly LoadResult[];
  /** Over bare HTTP, by a server of one thread. */
  readonly exchanges: readonly LoadResult[];
  /** Processor time of the bare work. */
  readonly bare: readonly number[];
}

async function besideBareWork({ address, pid }: Subject, call: BudgetedCall, settings: TurnSettings): Promise<Rounds> {
  const sent = await call.requests(100);
  const connection = await RawConnection.open(address);
  const answer = await connection.exchange(sent[0]!);
  connection.close();
  const bare = await startBareServer(answer?.body.length ?? 0);
  try {
    const before = bareMicroseconds(call, settings.seconds);
    const repeated = async (count: number) => Array.from({ length: count }, (_, i) => sent[i % sent.length]!);
    const [calls = [], exchanges = []] = await inTurns(
      [
        { name: call.name, address, pid, requests: call.requests },
        { name: 'bare node:http', address: bare.address, pid: bare.process.pid, requests: repeated },
      ],
      settings,
    );
    const after = bareMicroseconds(call, settings.seconds);
    const bareWork = exchanges.map(exchange => bareCost(call, costOf(exchange), (before + after) / 2));
    return { calls, exchanges, bare: bareWork };
  } finally {
    bare.process.kill();
  }
}

/** Of the cryptography alone. */
function bareMicroseconds({ cryptography }: BudgetedCall, seconds: number): number {
  if (cryptography === undefined) return 0;
  return BARE[cryptography](seconds).microseconds;
}

const BARE: Readonly<Record<BareCryptography, (seconds: number) => BareWork>> = {
  issuance: bareIssuance,
  signature: bareSignature,
  verification: bareVerification,
};

/** A signature counts once, not as often as the aim: the aim of such a call is a multiple of the exchange, and the signature beside it. */
function bareCost({ cryptography, aim = 1 }: BudgetedCall, exchange: number, microseconds: number): number {
  return exchange + (cryptography === 'issuance' ? microseconds : microseconds / aim);
}

function row({ name, aim }: BudgetedCall, { calls, exchanges, bare }: Rounds): string[] {
  const costs = calls.map(costOf);
  const multiples = costs.map((cost, round) => cost / bare[round]!);
  const middle = median(multiples);
  return [
    name,
    median(calls.map(it => it.perSecond)).toFixed(0),
    median(calls.map((it, round) => it.perSecond / exchanges[round]!.perSecond)).toFixed(2),
    median(calls.map(it => it.p99Ms)).toFixed(1),
    median(costs).toFixed(0),
    median(bare).toFixed(1),
    `${multiples.map(it => it.toFixed(1)).join(', ')}: ${middle.toFixed(1)} ×`,
    aim === undefined ? '' : `≤ ${aim} × ${middle <= aim ? 'met' : 'MISSED'}`,
  ];
}
