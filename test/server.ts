/** A server in the test's own process, on a port of its own, with two accounts and everything it logged at hand. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { allRecords } from '../src/audit/follow.js';
import { loadConfig } from '../src/config.js';
import type { RunningServer } from '../src/main.js';
import { startServer } from '../src/start-server.js';
import { SignedClient } from './signed-client.js';

export interface TestServerSettings {
  /** Off unless a test is about it. */
  readonly throttle?: string;
  /** A postgres:// URL; SQLite otherwise. */
  readonly store?: string;
  readonly region?: string;
  /** A port of loopback unless a test is about where the server listens. */
  readonly listen?: string;
  /** The server's clock; the real one otherwise. */
  readonly now?: () => Date;
  readonly environment?: Readonly<Record<string, string>>;
  /** How often it looks for certificates to issue in the background. */
  readonly issuingIntervalMs?: number;
  /** Another test server's directory, to start again where it stopped. */
  readonly data?: string;
}

export interface AccessKeyPair {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

export interface TestServer {
  readonly url: string;
  readonly data: string;
  readonly accountId: string;
  readonly rootAccessKey: AccessKeyPair;
  /** Signs as the root of the main account. */
  readonly root: SignedClient;
  readonly otherAccountId: string;
  /** Signs as the root of another account. */
  readonly otherAccount: SignedClient;
  readonly running: RunningServer;
  /** The root of one more account. */
  stranger(): Promise<SignedClient>;
  client(accessKey: AccessKeyPair, securityToken?: string): SignedClient;
  /** A new RAM user with a key and, if given, an attached policy document. */
  user(name: string, policyDocument?: object): Promise<SignedClient>;
  /** Everything logged so far. */
  readonly log: string;
  /** All audit records as JSON lines. */
  auditText(): Promise<string>;
  /** Stops the server; `keepData` leaves the directory for a next one. */
  close(options?: { readonly keepData?: boolean }): Promise<void>;
}

// Encrypting a key costs 0.1 s at the real count, and keys made ahead take a processor from other tests. The suites that are about
// one or the other set their own. One thread, which has the test's clock.
const FAST = { CHANCERY_PBKDF2_ITERATIONS: '2048', CHANCERY_RSA_KEYS_AHEAD: '0', CHANCERY_THREADS: '1' };

export async function startTestServer(settings: TestServerSettings = {}): Promise<TestServer> {
  const data = settings.data ?? (await mkdtemp(join(tmpdir(), 'chancery-test-')));
  const lines: string[] = [];
  const logTo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const { throttle = 'off', store, region, listen = '127.0.0.1:0' } = settings;
  const config = loadConfig({ data, listen, throttle, store, region }, { ...FAST, ...settings.environment });
  const running = await startServer(config, {
    logTo,
    now: settings.now,
    issuingIntervalMs: settings.issuingIntervalMs,
  });
  const rootAccessKey = JSON.parse(await readFile(join(data, 'root-access-key.json'), 'utf8')) as AccessKeyPair & {
    AccountId: string;
  };
  const other = await running.createAccount(`other-${randomUUID()}`);
  const client = ({ AccessKeyId, AccessKeySecret }: AccessKeyPair, securityToken?: string) =>
    new SignedClient({
      endpoint: running.url,
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      securityToken,
    });
  const root = client(rootAccessKey);

  return {
    url: running.url,
    data,
    accountId: rootAccessKey.AccountId,
    rootAccessKey,
    root,
    otherAccountId: other.accountId,
    otherAccount: client({ AccessKeyId: other.accessKeyId, AccessKeySecret: other.accessKeySecret }),
    running,
    stranger: async () => {
      const account = await running.createAccount(`stranger-${randomUUID()}`);
      return client({ AccessKeyId: account.accessKeyId, AccessKeySecret: account.accessKeySecret });
    },
    client,
    user: async (name, policyDocument) => {
      await expectOk(root, 'CreateUser', { UserName: name });
      const { AccessKey } = await expectOk(root, 'CreateAccessKey', { UserName: name });
      if (policyDocument) {
        const PolicyName = `${name}-policy`;
        await expectOk(root, 'CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(policyDocument) });
        await expectOk(root, 'AttachPolicyToUser', { UserName: name, PolicyName, PolicyType: 'Custom' });
      }
      return client(AccessKey as AccessKeyPair);
    },
    get log() {
      return lines.join('');
    },
    auditText: async () => {
      const texts: string[] = [];
      for await (const record of allRecords(running.store.audit, {})) texts.push(JSON.stringify(record));
      return texts.join('\n');
    },
    close: async ({ keepData = false } = {}) => {
      await running.stop(1000);
      if (!keepData) await rm(data, { recursive: true, force: true });
    },
  };
}

async function expectOk(client: SignedClient, action: string, parameters: object): Promise<Record<string, unknown>> {
  const { status, body } = await client.call('2015-05-01', action, parameters as Record<string, unknown>);
  if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
  return body;
}
