/** A server that is killed between the change in the database and its own: the next one finds the password that was chosen, and it works. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Targets } from '../../../../src/kms/targets/targets.js';
import { openKeyFile } from '../../../../src/seal/key-file.js';
import { kmsStore } from '../../../../src/store/kms.js';
import { startChildServer } from '../../../child-server.js';
import { startTestServer, type TestServer } from '../../../server.js';
import { SignedClient } from '../../../signed-client.js';
import { getsIn, missing, onTarget, startTarget, type TargetServer } from '../../../target-servers.js';
import { kmsOk } from '../kms-calls.js';
import { workOnDue } from './rotation-job.js';
import { labels } from './secret-calls.js';

const SECRET = 'killed';
const MINUTE_MS = 60_000;

describe.skipIf(missing.postgresql)('a rotation of an account of PostgreSQL', () => {
  let database: TargetServer;
  const scratch = mkdtempSync(join(tmpdir(), 'ck-'));
  beforeAll(async () => {
    database = await startTarget('postgresql');
  });
  afterAll(async () => {
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  test.each(['before', 'after'] as const)(
    'killed %s the password was changed',
    async when => {
      const [AccountName, AccountPassword] = [`killed_${randomBytes(4).toString('hex')}`, 'first-Password'];
      await onTarget('postgresql', database, `create role ${AccountName} login password '${AccountPassword}'`);
      const data = join(scratch, when);
      const first = await startTestServer({ data });
      await registerThrough(first, scratch, database);
      await first.close({ keepData: true });

      const child = await startChildServer({ data });
      const gate = await gateBefore(database, scratch, when, () => void child.kill());
      const { accessKeyId, accessKeySecret } = child;
      const client = new SignedClient({ endpoint: child.url, accessKeyId, accessKeySecret });
      await kmsOk(client, 'CreateSecret', {
        SecretName: SECRET,
        VersionId: 'v1',
        SecretType: 'Rds',
        SecretData: JSON.stringify({ Accounts: [{ AccountName, AccountPassword }] }),
        ExtendedConfig: JSON.stringify({ SecretSubType: 'SingleUser', DBInstanceId: 'rm-killed' }),
      });
      await expect(kmsOk(client, 'RotateSecret', { SecretName: SECRET, VersionId: 'v2' })).rejects.toThrow();
      await child.kill();
      gate.open();

      // Nobody goes on with it while the one who was at work might still be.
      let now = new Date();
      const second = await startTestServer({ data, now: () => now });
      try {
        const worked = (password: string) => getsIn('postgresql', database, AccountName, password);
        const value = async () => {
          const { SecretData } = await kmsOk(second.root, 'GetSecretValue', { SecretName: SECRET }, { date: now });
          return (JSON.parse(String(SecretData)) as { AccountPassword: string }).AccountPassword;
        };
        expect(await value()).toBe(AccountPassword);
        expect(worked(AccountPassword)).toBe(when === 'before');
        await workOnDue(second, now);
        expect(await value()).toBe(AccountPassword);
        now = new Date(Date.now() + 3 * MINUTE_MS);
        expect(await workOnDue(second, now)).toEqual([]);
        const password = await value();
        expect([worked(AccountPassword), worked(password)]).toEqual([false, true]);
        expect(await labels(second.root, SECRET, now)).toEqual([
          ['v2', ['ACSCurrent']],
          ['v1', ['ACSPrevious']],
        ]);
      } finally {
        await second.close();
        gate.server.close();
        await onTarget('postgresql', database, `drop role ${AccountName}`);
      }
    },
    60_000,
  );
});

/** The target is reached through a socket of the test's own. */
async function registerThrough(
  { running, data, accountId }: TestServer,
  host: string,
  { database, administrator }: TargetServer,
) {
  const seal = await openKeyFile(data);
  if (!seal) throw new Error('the server has no key file');
  const { store } = running;
  const where = { kind: 'postgresql', host, port: 5432, tls: false, caPem: undefined, database } as const;
  const target = { ...where, accountId, instanceId: 'rm-killed', administrator, createdAt: new Date() };
  await store.commit(await new Targets(kmsStore(store).targets, seal).add(target));
}

interface Gate {
  readonly server: Server;
  /** Lets everything pass from now on. */
  open(): void;
}

/** A socket before that of PostgreSQL which acts when a role is altered: before the statement reaches it, or when its answer comes. */
async function gateBefore(
  { host }: TargetServer,
  folder: string,
  when: 'before' | 'after',
  act: () => void,
): Promise<Gate> {
  let isOpen = false;
  const server = createServer(client => {
    const upstream = connect(join(host, '.s.PGSQL.5432'));
    let isAltering = false;
    client.on('data', chunk => {
      isAltering ||= !isOpen && chunk.includes('alter role');
      if (isAltering && when === 'before') act();
      else upstream.write(chunk);
    });
    upstream.on('data', chunk => {
      if (isAltering && !isOpen) act();
      else client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  const path = join(folder, '.s.PGSQL.5432');
  rmSync(path, { force: true });
  await new Promise<void>(resolve => server.listen(path, resolve));
  return {
    server,
    open: () => {
      isOpen = true;
    },
  };
}
