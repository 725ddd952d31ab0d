/**
 * The kill test. In each round the server is started on the same data, everything that it ever acknowledged is looked for, many calls
 * run at once, and the process gets SIGKILL in the middle of them. No round may lose, change or invent anything.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type AuditLine, exportAudit } from '../test/audit-export.js';
import { type ChildServer, type ChildServerOptions, spawnServer, startChildServer } from '../test/child-server.js';
import { Calls } from './calls.js';
import { checkKeys } from './check-keys.js';
import { checkAudit, checkCertificates, checkRevocations, checkUsers } from './check-state.js';
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
  const run = new Run(options);
  await run.killWhileStarting();
  for (let round = 1; round <= options.rounds; round++) {
    const name = `round ${String(round).padStart(String(options.rounds).length)}/${options.rounds}`;
    const wrong = await run.withServer(async (child, calls, startMs) => {
      const found = await run.look(`${name}  started in ${startMs} ms`, calls, sample);
      if (found.length === 0) await run.rushAndKill(child, calls, round);
      return found;
    });
    if (wrong.length > 0) return run.result(round - 1, wrong);
    if (round % 5 === 0) await run.killWhileStarting();
  }
  const wrong = await run.withServer((_, calls) => run.look('last look', calls, allOf));
  return run.result(options.rounds, wrong);
}

class Run {
  readonly #options: TortureOptions;
  readonly #server: ChildServerOptions;
  readonly #ledger = new Ledger();
  readonly #replay = new Replay();
  #issuer: string | undefined;
  #auditRecords = 0;

  constructor(options: TortureOptions) {
    this.#options = options;
    this.#server = {
      data: options.data,
      arguments: options.store ? ['--store', options.store] : [],
      // Thousands of keys are opened here; what is tested is that they are there, not how hard a password is to guess.
      environment: { CHANCERY_PBKDF2_ITERATIONS: '2048', CHANCERY_LOG: 'silent' },
    };
  }

  /** Starts the server, which has to start by itself, and makes sure that it is gone afterwards. */
  async withServer<T>(work: (child: ChildServer, calls: Calls, startMs: number) => Promise<T>): Promise<T> {
    const start = performance.now();
    const child = await startChildServer(this.#server);
    const startMs = Math.round(performance.now() - start);
    try {
      return await work(child, new Calls(child, this.#ledger), startMs);
    } finally {
      if (child.process.exitCode === null && child.process.signalCode === null) await child.kill();
    }
  }

  /** Looks for everything that was ever acknowledged; gives what is wrong. */
  async look(heading: string, calls: Calls, choose: (ledger: Ledger) => KnownCertificate[]): Promise<string[]> {
    const ledger = this.#ledger;
    const inFlight = ledger.inFlight.size;
    // The export runs beside the other checks, so it need not have the calls that those make.
    const answered = new Map(ledger.answered);
    const [{ wrong, opened }, lines] = await Promise.all([this.#lookThroughApi(calls, choose), this.#exported()]);
    wrong.push(...checkAudit(lines, answered, ledger));

    const kept = inFlight - ledger.inFlight.size;
    // What was in flight and is not there now can no longer appear.
    ledger.inFlight.clear();
    ledger.revoking.clear();
    this.#auditRecords = lines.length;
    this.#options.say(
      `${heading}  of ${inFlight} in flight at the kill ${kept} were kept; there are ${ledger.certificates.size} certificates (${ledger.revoked.size} revoked), ` +
        `${ledger.users.size} users, ${lines.length} audit records; ${opened} keys opened${wrong.length > 0 ? '; BROKEN' : ''}`,
    );
    return wrong;
  }

  async #lookThroughApi(calls: Calls, choose: (ledger: Ledger) => KnownCertificate[]) {
    const listed = await listCertificates(calls);
    const wrong = [
      ...checkCertificates(listed, this.#ledger),
      ...checkRevocations(listed, this.#ledger),
      ...checkUsers(await listUsers(calls), this.#ledger),
    ];
    const certificates = choose(this.#ledger);
    wrong.push(...(await checkKeys(certificates, calls)));
    return { wrong, opened: certificates.length };
  }

  async #exported(): Promise<AuditLine[]> {
    const lines: AuditLine[] = [];
    for await (const line of exportAudit(this.#options.data, this.#options.store)) lines.push(line);
    return lines;
  }

  /** Many calls at once, and SIGKILL in the middle of them. */
  async rushAndKill(server: ChildServer, calls: Calls, round: number): Promise<void> {
    this.#issuer ??= await makeIssuer(calls);
    await this.#replay.again(calls);
    await rush({
      server,
      calls,
      ledger: this.#ledger,
      issuer: this.#issuer,
      concurrency: between(16, 32),
      killAfterMs: between(50, 400),
      round,
    });
  }

  /** Kills a process that has not said yet that it is ready; the next start has to cope. */
  async killWhileStarting(): Promise<void> {
    const child = spawnServer(this.#server);
    const ended = new Promise(resolve => child.once('exit', resolve));
    await wait(between(50, 600));
    child.kill('SIGKILL');
    await ended;
  }

  result(rounds: number, wrong: readonly string[]): TortureResult {
    const { certificates, users } = this.#ledger;
    return { rounds, certificates: certificates.size, users: users.size, auditRecords: this.#auditRecords, wrong };
  }
}

function allOf(ledger: Ledger): KnownCertificate[] {
  return [...ledger.certificates.values()];
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

function between(least: number, most: number): number {
  return least + Math.floor(Math.random() * (most - least + 1));
}
