/**
 * Sends hostile requests to a server for as long as one wants, and watches: no 5xx, every error in the form that clients read, no
 * password in log or answer, and a server that still works in the end.
 */
import { randomBytes } from 'node:crypto';
import { exportAudit } from '../test/audit-export.js';
import { type ChildServer, type ChildServerOptions, startChildServer } from '../test/child-server.js';
import { addressOf, type RawAnswer } from '../test/raw-connection.js';
import { residentMegabytes } from '../test/resident-memory.js';
import { SignedClient } from '../test/signed-client.js';
import type { Attack } from './attack.js';
import { type KnownOperation, readContracts } from './contracts.js';
import { readMessages } from './frames/messages.js';
import { furnishInstance } from './frames/scene.js';
import { attackOf, type GeneratorSettings } from './generate.js';
import { faultOf } from './judge.js';
import { LogWatch } from './log-watch.js';
import { reportOf } from './report.js';
import { Sender } from './sender.js';
import { furnish, makerAt } from './world.js';

export interface FuzzOptions {
  /** The server's directory. */
  readonly data: string;
  /** Where test/contracts is. */
  readonly project: string;
  readonly seed: number;
  /** Number of the first request; 1 if absent. */
  readonly from?: number;
  /** Stops after so many; goes on for ever if absent. */
  readonly requests?: number;
  /** Stops it at once. */
  readonly signal?: AbortSignal;
  /** Options of node for the server. */
  readonly node?: readonly string[];
  /** Operations whose names match are called more often than others. */
  readonly often?: RegExp;
  /** Which calls are made; both kinds if absent. */
  readonly only?: Protocol;
  /** Called about once a second. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly sent: number;
  readonly byStatus: ReadonlyMap<string, number>;
  /** The slowest few, the slowest first. */
  readonly slowest: readonly Slow[];
  readonly findings: number;
  /** Resident memory of the server; undefined where nobody can tell. */
  readonly megabytes: number | undefined;
}

export interface Slow {
  readonly ms: number;
  readonly number: number;
  readonly action: string;
}

export interface Finding {
  readonly fault: string;
  /** Number and kind of the request, the operation it names, its bytes as sent and the answers. */
  readonly report: string;
}

export interface FuzzResult extends Progress {
  readonly findings: number;
  readonly reports: readonly Finding[];
  /** How many operations there are to attack. */
  readonly operations: number;
  /** The queries of the pages that error answers recommend, `code=InvalidAction.NotFound&product=kms`: which codes there were, and of whom. */
  readonly recommended: ReadonlySet<string>;
  /** The built ones, and whether a call of each got through at least once. */
  readonly built: ReadonlyMap<string, boolean>;
}

/** How the APIs are called, or instances. */
export type Protocol = Attack['protocol'];

/** Of all requests, about as many for each operation as of the others. */
const SHARE_OF_FRAMES = 0.08;
const AT_ONCE = 16;
const SLOWEST_KEPT = 5;
/** A longer list would say the same things again. */
const MOST_FINDINGS = 25;

/** Starts a server of its own, attacks it and stops it. Rejects when it does not start or does not live to the end. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const secretMark = `mark${randomBytes(6).toString('hex')}`;
  const log = new LogWatch(secretMark, inBase64(secretMark));
  const settings: ChildServerOptions = {
    data: options.data,
    // Opening keys is attacked, not OpenSSL's patience.
    environment: { CHANCERY_PBKDF2_ITERATIONS: '2048' },
    onLog: text => log.read(text),
    ...(options.node && { node: options.node }),
  };
  const server = await startChildServer(settings);
  try {
    const run = new Run(options, server, await generatorFor(options, server, secretMark), log);
    return await run.finish();
  } finally {
    if (server.process.exitCode === null && server.process.signalCode === null) await server.kill();
  }
}

/** Octets of messages are Base64 within the server. Its last digit depends on what follows. */
const inBase64 = (mark: string): string => Buffer.from(mark).toString('base64').slice(0, 20);

async function generatorFor(
  { project, seed, often, only }: FuzzOptions,
  server: ChildServer,
  secretMark: string,
): Promise<GeneratorSettings> {
  const world = await furnish(server, secretMark);
  const operations = readContracts(project);
  const built = new Set<KnownOperation>();
  const client = new SignedClient({ ...server, endpoint: server.url });
  for (const operation of operations) {
    const { body } = await client.call(operation.version, operation.action, { Probe: 'x' });
    if (body.Code !== 'UnsupportedOperation') built.add(operation);
  }
  const sound = { seed, host: server.endpoint, operations, world, isBuilt: (it: KnownOperation) => built.has(it) };
  if (only === 'rpc') return { ...sound, ...(often && { often }) };
  const scene = await furnishInstance(server.url, world, makerAt(server.url, world));
  const share = only === 'instance' ? 1 : SHARE_OF_FRAMES;
  return { ...sound, ...(often && { often }), frames: { share, scene, operations: readMessages(project) } };
}

class Run {
  readonly #options: FuzzOptions;
  readonly #server: ChildServer;
  readonly #generator: GeneratorSettings;
  readonly #log: LogWatch;
  readonly #reports: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #byStatus = new Map<string, number>();
  readonly #succeeded = new Set<string>();
  readonly #recommended = new Set<string>();
  #next: number;
  #sent = 0;
  #slowest: Slow[] = [];

  constructor(options: FuzzOptions, server: ChildServer, generator: GeneratorSettings, log: LogWatch) {
    this.#options = options;
    this.#server = server;
    this.#generator = generator;
    this.#log = log;
    this.#next = options.from ?? 1;
  }

  async finish(): Promise<FuzzResult> {
    const ticker = setInterval(() => this.#options.onProgress?.(this.#progress()), 1000);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.#attacker()));
    } finally {
      clearInterval(ticker);
    }
    await this.#requireAlive();
    await this.#searchAudit();
    for (const fault of this.#log.faults.slice(0, MOST_FINDINGS)) this.#reports.push({ fault, report: '' });
    const { operations, isBuilt, frames } = this.#generator;
    const attacked = [...(frames?.share === 1 ? [] : operations.filter(isBuilt)), ...(frames?.operations ?? [])].map(
      nameOf,
    );
    return {
      ...this.#progress(),
      reports: this.#reports,
      operations: operations.length + (frames?.operations.length ?? 0),
      recommended: this.#recommended,
      built: new Map(attacked.map(name => [name, this.#succeeded.has(name)])),
    };
  }

  async #attacker(): Promise<void> {
    const { requests = Number.POSITIVE_INFINITY, from = 1, signal } = this.#options;
    const sender = new Sender(addressOf(this.#server.url));
    while (this.#next < from + requests && !signal?.aborted && this.#reports.length < MOST_FINDINGS) {
      if (this.#server.process.exitCode !== null) return;
      const attack = attackOf(this.#next++, this.#generator);
      const { fault, answers } = await this.#judged(attack, sender);
      if (fault) await this.#report(attack, fault, answers, sender);
    }
    sender.close();
  }

  async #judged(attack: Attack, sender: Sender): Promise<{ fault: string | undefined; answers: readonly RawAnswer[] }> {
    const start = performance.now();
    try {
      const answers = await sender.send(attack);
      this.#sent++;
      this.#time(attack, performance.now() - start);
      const status = String(answers[0]?.status ?? 'closed');
      this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
      if (status === '200') this.#succeeded.add(nameOf(attack));
      for (const { body } of answers) {
        const page = /\/reference\/errors\?([^"<]+)/.exec(body.toString())?.[1];
        if (page !== undefined) this.#recommended.add(page.replaceAll('&amp;', '&'));
      }
      const { world, frames } = this.#generator;
      return { fault: faultOf(attack, answers, world, frames?.operations), answers };
    } catch (fault) {
      return { fault: (fault as Error).message, answers: [] };
    }
  }

  #time({ number, action: named }: Attack, ms: number): void {
    if (this.#slowest.length === SLOWEST_KEPT && ms < this.#slowest[SLOWEST_KEPT - 1]!.ms) return;
    const action = named.slice(0, 60);
    this.#slowest = [...this.#slowest, { ms: Math.round(ms), number, action }]
      .sort((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST_KEPT);
  }

  async #report(attack: Attack, fault: string, answers: readonly RawAnswer[], sender: Sender): Promise<void> {
    const { kind, version, action } = attack;
    const key = kind !== 'signed' ? `${fault} ${answers[0]?.status}` : `${fault} ${version} ${action}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const isStillThere = async (bytes: Buffer) => (await this.#judged({ ...attack, bytes }, sender)).fault === fault;
    const report = await reportOf(attack, answers, this.#generator, isStillThere);
    this.#reports.push({ fault, report });
  }

  #progress(): Progress {
    const { size } = this.#seen;
    return {
      sent: this.#sent,
      byStatus: this.#byStatus,
      slowest: this.#slowest,
      findings: size + this.#log.faults.length,
      megabytes: residentMegabytes(this.#server.process.pid),
    };
  }

  async #searchAudit(): Promise<void> {
    for await (const { text } of exportAudit(this.#options.data)) {
      if (text.includes(this.#generator.world.secretMark))
        this.#log.faults.push(`a password is in the audit log: ${text}`);
    }
  }

  /** After all of it a signed call still has to succeed. */
  async #requireAlive(): Promise<void> {
    const { process: child, url, log } = this.#server;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server died:\n${log().slice(-5000)}`);
    const { root } = this.#generator.world;
    const client = new SignedClient({ endpoint: url, accessKeyId: root.id, accessKeySecret: root.secret });
    const { status, text } = await client.call('2015-04-01', 'GetCallerIdentity');
    if (status !== 200) throw new Error(`after all of it GetCallerIdentity is answered with ${status} ${text}`);
  }
}

function nameOf({ version, action }: Pick<KnownOperation, 'version' | 'action'>): string {
  return `${version} ${action}`;
}
