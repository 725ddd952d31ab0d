/**
 * The kill test. In each round the server is started on the same data, everything that it ever acknowledged is looked for, many calls
 * run at once, and the process gets SIGKILL in the middle of them. No round may lose, change or invent anything.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type ChildServerOptions, spawnServer, startChildServer } from '../test/child-server.js';
import { exportAudit } from './audit-export.js';
import { Calls } from './calls.js';
import { checkKeys } from './check-keys.js';
import { checkAudit, checkCertificates, checkUsers } from './check-state.js';
import { listCertificates, listUsers } from './inventory.js';
import { type KnownCertificate, Ledger } from './ledger.js';
import { Replay } from './replay.js';
import { rush } from './rush.js';

export interface TortureOptions {
  readonly rounds: number;
  /** The server's directory. */
  readonly data: string;
  /** A postgres:// URL of an empty database; SQLite in `data` if absent. */
  readonly store?: string;
  /** Gets one line for each round. */
  readonly say: (line: string) => void;
}

export interface TortureResult {
  readonly rounds: number;
  readonly certificates: number;
  readonly users: number;
  readonly auditRecords: number;
  /** What was lost, changed or invented; the run stops at the first round that finds something. */
  readonly wrong: readonly string[];
}

/** Keys opened in each round; the last look opens all. */
const OLD_KEYS_A_ROUND = 32;
const NEW_KEYS_A_ROUND = 64;

/** Runs so many rounds and a last look at everything. Rejects when the server does not start or answers what it should not. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const ledger = new Ledger();
  const server: ChildServerOptions = {
    data: options.data,
    arguments: options.store ? ['--store', options.store] : [],
    // Thousands of keys are opened here; what is tested is that they are there, not how hard a password is to guess.
    environment: { CHANCERY_PBKDF2_ITERATIONS: '2048', CHANCERY_LOG: 'silent' },
  };
  const killedAtStart = await killWhileStarting(server, 0);
  options.say(`a first start was killed after ${killedAtStart} ms`);

  const replay = new Replay();
  let auditRecords = 0;
  let issuer: string | undefined;
  for (let round = 1; round <= options.rounds + 1; round++) {
    const last = round > options.rounds;
    const [child, startMs] = await timed(() => startChildServer(server));
    try {
      const calls = new Calls(child, ledger);
      const atKill = ledger.inFlight.size;
      const [checked, checkMs] = await timed(() => checkAll(calls, ledger, options));
      auditRecords = checked.auditRecords;
      const survived = atKill - ledger.inFlight.size;
      // What was in flight and is not there now can no longer appear.
      ledger.inFlight.clear();

      const toOpen = last ? [...ledger.certificates.values()] : sample(ledger);
      const wrong = [...checked.wrong, ...(await checkKeys(toOpen, calls))];
      const head = last
        ? 'last look'
        : `round ${String(round).padStart(String(options.rounds).length)}/${options.rounds}`;
      options.say(
        `${head}  start ${startMs} ms  check ${checkMs} ms  ${ledger.certificates.size} certificates  ${ledger.users.size} users  ` +
          `${auditRecords} audit records  ${toOpen.length} keys opened  of ${atKill} in flight at the kill ${survived} were kept`,
      );
      if (wrong.length > 0 || last) {
        await child.stop();
        return {
          rounds: round - 1,
          certificates: ledger.certificates.size,
          users: ledger.users.size,
          auditRecords,
          wrong,
        };
      }
      issuer ??= await makeIssuer(calls);
      await replay.again(calls);
      const killAfterMs = between(50, 400);
      await rush({ server: child, calls, ledger, issuer, concurrency: between(16, 32), killAfterMs, round });
    } finally {
      if (child.process.exitCode === null && child.process.signalCode === null) await child.kill();
    }
    if (round % 5 === 0) await killWhileStarting(server, between(0, 400));
  }
  throw new Error('unreachable: the last look returns');
}

async function checkAll(
  calls: Calls,
  ledger: Ledger,
  { data, store }: TortureOptions,
): Promise<{ wrong: string[]; auditRecords: number }> {
  const wrong = [
    ...checkCertificates(await listCertificates(calls), ledger),
    ...checkUsers(await listUsers(calls), ledger),
  ];
  const lines = await exportAudit(data, store);
  return { wrong: [...wrong, ...checkAudit(lines, ledger)], auditRecords: lines.length };
}

/** The newest, up to a number, and a few of all. */
function sample(ledger: Ledger): KnownCertificate[] {
  const all = [...ledger.certificates.values()];
  const old = Array.from({ length: Math.min(OLD_KEYS_A_ROUND, all.length) }, () => all[between(0, all.length - 1)]!);
  return [...new Set([...all.slice(-NEW_KEYS_A_ROUND), ...old])];
}

/** Roots may not issue end-entity certificates, so a sub CA under one. */
async function makeIssuer(calls: Calls): Promise<string> {
  const subject = {
    Organization: 'Torture',
    OrganizationUnit: 'Rounds',
    Locality: 'Hangzhou',
    State: 'Zhejiang',
    CountryCode: 'CN',
  };
  const algorithm = { Algorithm: 'ECC_256', Years: 5 };
  const root = await calls.must('cas', 'CreateRootCACertificate', {
    CommonName: 'Torture Root',
    ...subject,
    ...algorithm,
  });
  const sub = await calls.must('cas', 'CreateSubCACertificate', {
    ParentIdentifier: root.Identifier,
    CommonName: 'Torture Sub',
    ...subject,
    ...algorithm,
  });
  return String(sub.Identifier);
}

/** Kills a process that has not said yet that it is ready; the next start has to cope. */
async function killWhileStarting(options: ChildServerOptions, afterMs: number): Promise<number> {
  const killAfterMs = afterMs || between(50, 600);
  const child = spawnServer(options);
  const ended = new Promise(resolve => child.once('exit', resolve));
  await wait(killAfterMs);
  child.kill('SIGKILL');
  await ended;
  return killAfterMs;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start)];
}

function between(least: number, most: number): number {
  return least + Math.floor(Math.random() * (most - least + 1));
}
