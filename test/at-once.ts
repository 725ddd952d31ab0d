/** Calls that go on at every server while something is changed, for the suites that prove that changes act at once. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from './postgres.js';
import { startTestServer, type TestServer } from './server.js';
import type { SignedClient } from './signed-client.js';
import { useMade } from './use-made.js';

/** How many calls go on meanwhile at each server. */
const CALLERS = 4;

export interface Told {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a call is answered: `OK`, or the error. */
export const outcome = ({ status, body }: Told) => (status === 200 ? 'OK' : String(body.Code));

/**
 * Asks all the time, and compares each answer of which it is certain what it has to be: those of calls that began after a change was answered, and
 * ended before the next one was asked for.
 */
export class Watch {
  /** Counted up before and after each change, so that it is odd while one is under way. */
  #moment = 0;
  #expected: string | undefined;
  #ends = false;
  #compared = 0;
  readonly wrong: string[] = [];
  readonly #callers: Promise<void>[];

  /** @param ask one call at a server, whose number it is given */
  constructor(
    private readonly ask: (server: number) => Promise<Told>,
    private readonly servers: number,
  ) {
    this.#callers = Array.from({ length: CALLERS * servers }, (_, i) => this.#call(i % servers));
  }

  /** Makes a change; from its answer on, calls are answered like this. Then one call at each server, at once, has to be so, and some later ones. */
  async change(expected: string, make: () => Promise<unknown>): Promise<void> {
    this.#moment++;
    await make();
    this.#expected = expected;
    this.#moment++;
    const before = this.#compared;
    await Promise.all(Array.from({ length: this.servers }, (_, server) => this.#compare(server)));
    while (this.#compared < before + 2 * CALLERS * this.servers) await nextTurn();
  }

  async end(): Promise<void> {
    await this.stop();
    expect(this.wrong).toEqual([]);
  }

  async stop(): Promise<void> {
    this.#ends = true;
    await Promise.all(this.#callers);
  }

  async #call(server: number): Promise<void> {
    while (!this.#ends) await this.#compare(server);
  }

  async #compare(server: number): Promise<void> {
    const [moment, expected] = [this.#moment, this.#expected];
    const found = outcome(await this.ask(server));
    if (moment % 2 !== 0 || moment !== this.#moment || expected === undefined) return;
    this.#compared++;
    if (found !== expected) this.wrong.push(`server ${server} answered ${found}, and not ${expected}, at ${moment}`);
  }
}

export interface AtOnce {
  /** How many servers there are. */
  readonly count: number;
  /** There when the tests run. */
  readonly servers: readonly TestServer[];
  /** The root of the account at the first server. */
  readonly main: SignedClient;
  /** The same caller at each server. */
  at(client: SignedClient): (server: number) => SignedClient;
  /** The root of the account at each server in turn. */
  root(round: number): SignedClient;
}

/** Declares the suite for one server on SQLite, and for two on one PostgreSQL. */
export function describeAtOnce(title: string, suite: (group: AtOnce) => void): void {
  describe(`${title} on SQLite`, () => withServers(1, suite));
  describe.skipIf(postgresMissing)(
    `${title} on PostgreSQL, with two servers${postgresMissing ? ` (${postgresMissing})` : ''}`,
    () => withServers(2, suite),
  );
}

function withServers(count: number, suite: (group: AtOnce) => void): void {
  let database: TestDatabase | undefined;
  const servers: TestServer[] = [];
  beforeAll(async () => {
    database = count > 1 ? await newPostgresDatabase() : undefined;
    for (let i = 0; i < count; i++) {
      servers.push(await startTestServer({ ...(database && { store: database.url }), data: servers[0]?.data }));
    }
  });
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close({ keepData: server !== servers[0] });
    await database?.remove();
  });
  const main = useMade(() => servers[0]!.root);
  suite({
    count,
    servers,
    main,
    at: client => server => client.at(servers[server]!.url),
    root: round => main.at(servers[round % count]!.url),
  });
}
