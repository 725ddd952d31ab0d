/** Accounts of real databases as managed secrets: PostgreSQL, MariaDB and Redis, asked by their own programs whether a password is right. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getsIn, type Kind, missing, onTarget, startTarget, type TargetServer } from '../../../target-servers.js';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk } from '../kms-calls.js';
import { workOnDue } from './rotation-job.js';
import { labels } from './secret-calls.js';

const program = join(import.meta.dirname, '../../../../dist/chancery.js');
let clock: Date | undefined;
const server = useTestServer({ region: 'cn-hangzhou', now: () => clock ?? new Date() });
const scratch = mkdtempSync(join(tmpdir(), 'chancery-targets-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Account {
  readonly AccountName: string;
  readonly AccountPassword: string;
}

const call = (action: string, query: object) =>
  kms(server.root, action, query as Record<string, unknown>, { date: clock });
const callOk = (action: string, query: object) =>
  kmsOk(server.root, action, query as Record<string, unknown>, { date: clock });
const value = async (SecretName: string, VersionStage = 'ACSCurrent') =>
  JSON.parse(String((await callOk('GetSecretValue', { SecretName, VersionStage })).SecretData)) as Account;
const unique = (what: string) => `${what}_${randomBytes(3).toString('hex')}`;

/** `chancery target …` beside the running server. */
function target(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'target', ...words, '--data', server.data], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function register(
  id: string,
  kind: Kind,
  { host, database, administrator }: TargetServer,
  password = administrator.password,
) {
  const file = join(scratch, 'password');
  writeFileSync(file, `${password}\nmore\n`, { mode: 0o600 });
  const where = ['--kind', kind, '--host', host, '--no-tls', ...(database ? ['--database', database] : [])];
  return target('add', id, ...where, '--user', administrator.name, '--password-file', file);
}

const rds = (id: string, SecretSubType: string, ...accounts: Account[]) => ({
  SecretType: 'Rds',
  VersionId: 'v1',
  SecretData: JSON.stringify({ Accounts: accounts }),
  ExtendedConfig: JSON.stringify({ SecretSubType, DBInstanceId: id }),
});

const createdBy: Readonly<Record<'postgresql' | 'mysql', (name: string, password: string) => string>> = {
  postgresql: (name, password) => `create role "${name}" login password '${password}'`,
  mysql: (name, password) => `create user '${name}'@'localhost' identified by '${password}'`,
};
const droppedBy = (kind: Kind, name: string) =>
  ({ postgresql: `drop role "${name}"`, mysql: `drop user '${name}'`, redis: `ACL DELUSER ${name}` })[kind];

test('without a target a secret is refused with a sentence that says how to register one', async () => {
  const answer = await call('CreateSecret', {
    SecretName: 'early',
    ...rds('rm-none', 'SingleUser', { AccountName: 'a', AccountPassword: 'p' }),
  });
  expect(answer).toEqual(
    error(
      'Rejected.Unavailable',
      'The credentials could not be changed: no target "rm-none" is registered for this account; the administrator of the server registers it with `chancery target add rm-none`.',
      409,
    ),
  );
});

describe.each(['postgresql', 'mysql'] as const)('accounts that are there, of %s', kind => {
  describe.skipIf(missing[kind])('Rds', () => {
    let database: TargetServer;
    const id = `rm-${kind}`;
    const made: string[] = [];
    beforeAll(async () => {
      database = await startTarget(kind);
      expect(register(id, kind, database)).toMatchObject({ status: 0, stderr: '' });
    }, 60_000);
    afterAll(async () => {
      await onTarget(
        kind,
        database,
        ...made.map(name => (kind === 'mysql' ? `drop user '${name}'@'localhost'` : droppedBy(kind, name))),
      );
      await database.stop();
    });
    const account = async (what: string, AccountPassword = 'first-Password') => {
      const AccountName = unique(what);
      await onTarget(kind, database, createdBy[kind](AccountName, AccountPassword));
      made.push(AccountName);
      return { AccountName, AccountPassword };
    };
    const works = ({ AccountName, AccountPassword }: Account) => getsIn(kind, database, AccountName, AccountPassword);

    test('one account gets a new password, and the old one ends', async () => {
      const first = await account('single.user-1');
      const SecretName = unique('single');
      expect(await call('CreateSecret', { SecretName, ...rds(id, 'SingleUser', first) })).toMatchObject({
        status: 200,
      });
      expect(await value(SecretName)).toEqual(first);
      expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toMatchObject({ status: 200 });
      const second = await value(SecretName);
      expect(second.AccountName).toBe(first.AccountName);
      expect(second.AccountPassword).toMatch(/^[A-Za-z0-9_-]{32}$/);
      expect([works(first), works(second)]).toEqual([false, true]);
      expect(await value(SecretName, 'ACSPrevious')).toEqual(first);
      expect(await call('RotateSecret', { SecretName, VersionId: 'v1' })).toMatchObject({ status: 200 });
      expect(await value(SecretName)).toEqual(second);
      const audit = await server.auditText();
      for (const text of [server.log, audit]) expect(text).not.toContain(second.AccountPassword);
    });

    test('two accounts take turns, by the clock: what readers got last goes on working', async () => {
      clock = new Date('2031-01-01T00:00:00Z');
      const accounts = [await account('one'), await account('two')] as const;
      const SecretName = unique('double');
      const rotation = { EnableAutomaticRotation: 'true', RotationInterval: '12h' };
      await callOk('CreateSecret', { SecretName, ...rds(id, 'DoubleUsers', ...accounts), ...rotation });
      expect([await value(SecretName), await value(SecretName, 'ACSPrevious')]).toEqual(accounts);
      let previous: Account = accounts[0];
      for (const [hours, name] of [
        [12, accounts[1].AccountName],
        [24, accounts[0].AccountName],
      ] as const) {
        clock = new Date(Date.parse('2031-01-01T00:00:00Z') + hours * 3_600_000);
        expect(await Promise.all([workOnDue(server, clock), workOnDue(server, clock)])).toEqual([[], []]);
        const current = await value(SecretName);
        expect(current.AccountName).toBe(name);
        expect(await value(SecretName, 'ACSPrevious')).toEqual(previous);
        expect([works(current), works(previous)]).toEqual([true, true]);
        previous = current;
      }
      expect(works(accounts[1])).toBe(false);
      clock = undefined;
    });

    test('an account that is away fails the rotation, which then goes on with the password that it had chosen', async () => {
      clock = new Date('2032-01-01T00:00:00Z');
      const first = await account('away');
      const SecretName = unique('away');
      await callOk('CreateSecret', { SecretName, ...rds(id, 'SingleUser', first) });
      const drop =
        kind === 'mysql' ? `drop user '${first.AccountName}'@'localhost'` : droppedBy(kind, first.AccountName);
      await onTarget(kind, database, drop);
      const why = `The credentials could not be changed: the target "${id}" has no account "${first.AccountName}".`;
      expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toEqual(
        error('Rejected.Unavailable', why, 409),
      );
      expect(await value(SecretName)).toEqual(first);
      expect(await call('RotateSecret', { SecretName, VersionId: 'v3' })).toMatchObject({ status: 409 });
      await onTarget(kind, database, createdBy[kind](first.AccountName, 'other'));
      clock = new Date('2032-01-01T00:01:00Z');
      expect(await workOnDue(server, clock)).toEqual([]);
      expect(works(await value(SecretName))).toBe(true);
      expect(await labels(server.root, SecretName, clock)).toEqual([
        ['v2', ['ACSCurrent']],
        ['v1', ['ACSPrevious']],
      ]);
      clock = undefined;
    });

    test('refused: a wrong password, an account of another secret, the administrator, a name that no account has', async () => {
      const first = await account('taken');
      const create = (more: object) => call('CreateSecret', { SecretName: unique('refused'), ...more });
      await callOk('CreateSecret', { SecretName: unique('taken'), ...rds(id, 'SingleUser', first) });
      const data = (rule: string) => invalid('SecretData', rule);
      expect(await create(rds(id, 'SingleUser', { ...first, AccountPassword: 'x' }))).toEqual(
        invalid('ExtendedConfig', `names the account "${first.AccountName}", which another secret manages`),
      );
      const other = await account('other');
      expect(await create(rds(id, 'SingleUser', { ...other, AccountPassword: 'x' }))).toEqual(
        data(`must hold the passwords as they are: "${other.AccountName}" cannot log in`),
      );
      const { name, password } = database.administrator;
      expect(await create(rds(id, 'SingleUser', { AccountName: name, AccountPassword: password }))).toEqual(
        invalid('ExtendedConfig', `names the account "${name}", through which the server changes the others`),
      );
      const evil = { ...other, AccountName: `a"; drop role ${other.AccountName}; --` };
      expect(await create(rds(id, 'SingleUser', evil))).toMatchObject({ body: { Code: 'InvalidParameter' } });
      expect(await create(rds(id, 'SingleUser', other, first))).toMatchObject({ body: { Code: 'InvalidParameter' } });
      expect(works(other)).toBe(true);
    });
  });
});

describe.each(['postgresql', 'mysql', 'redis'] as const)('accounts that are made, of %s', kind => {
  describe.skipIf(missing[kind])('PolarDB or Redis', () => {
    let database: TargetServer;
    const id = `made-${kind}`;
    beforeAll(async () => {
      database = await startTarget(kind);
      expect(register(id, kind, database)).toMatchObject({ status: 0, stderr: '' });
      if (kind === 'mysql') await onTarget(kind, database, 'create database or_ders', 'create table or_ders.t (i int)');
    }, 60_000);
    afterAll(() => database.stop());
    const request = (AccountName: string) => {
      const members = {
        SecretSubType: 'DoubleUsers',
        RegionId: 'cn-hangzhou',
        AccountName,
        CloneAccountName: `${AccountName}_clone`,
      };
      const config = {
        postgresql: { ...members, DBClusterId: id, DBType: 'PostgreSQL', AccountType: 'Normal' },
        mysql: { ...members, DBClusterId: id, DBType: 'MySQL', DBName: 'or_ders', AccountPrivilege: 'DMLOnly' },
        redis: { ...members, InstanceId: id, AccountPrivilege: 'RoleReadWrite' },
      }[kind];
      const SecretType = kind === 'redis' ? 'Redis' : 'PolarDB';
      return { SecretType, VersionId: 'v1', SecretData: '$Auto', ExtendedConfig: JSON.stringify(config) };
    };
    const works = ({ AccountName, AccountPassword }: Account) => getsIn(kind, database, AccountName, AccountPassword);

    test('two accounts are made and take turns', async () => {
      const name = unique('made');
      const SecretName = unique('auto');
      expect(await call('CreateSecret', { SecretName, ...request(name) })).toMatchObject({ status: 200 });
      const [first, clone] = [await value(SecretName), await value(SecretName, 'ACSPrevious')];
      expect([first.AccountName, clone.AccountName]).toEqual([name, `${name}_clone`]);
      expect([works(first), works(clone)]).toEqual([true, true]);
      await callOk('RotateSecret', { SecretName, VersionId: 'v2' });
      const second = await value(SecretName);
      expect(second.AccountName).toBe(clone.AccountName);
      expect(await value(SecretName, 'ACSPrevious')).toEqual(first);
      expect([works(first), works(clone), works(second)]).toEqual([true, false, true]);

      // The accounts are there now: no other secret gets them, also not when this one is gone.
      const again = { SecretName: unique('again'), ...request(name) };
      expect(await call('CreateSecret', again)).toEqual(
        invalid('ExtendedConfig', `names the account "${name}", which another secret manages`),
      );
      await callOk('DeleteSecret', { SecretName, ForceDeleteWithoutRecovery: 'true' });
      expect(await call('CreateSecret', again)).toEqual(
        invalid('ExtendedConfig', `names the account "${name}", which the target has already: it makes new ones`),
      );
      expect(works(second)).toBe(true);
      await onTarget(kind, database, droppedBy(kind, `${name}_clone`), droppedBy(kind, name));
    });
  });
});

describe.skipIf(missing.redis)('the command', () => {
  let database: TargetServer;
  beforeAll(async () => {
    database = await startTarget('redis');
  });
  afterAll(() => database.stop());

  test('registers, lists and forgets, with the password from a file alone', async () => {
    expect(register('r-1', 'redis', database)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^r-1 is registered: Redis [\d.]+\.\n$/),
    });
    expect(register('r-1', 'redis', database)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is a target "r-1" already'),
    });
    expect(target('list').stdout).toContain(`r-1  redis  ${database.host}:6379  no TLS  0 secrets\n`);
    const { db } = server.running.store;
    const [row] = await db.selectFrom('kms_targets').selectAll().where('instance_id', '=', 'r-1').execute();
    expect(row?.sealed_administrator.includes(database.administrator.password)).toBe(false);
    expect(target('remove', 'r-1')).toMatchObject({ status: 0 });
    expect(target('remove', 'r-1')).toMatchObject({ status: 2, stderr: 'There is no target "r-1".\n' });
  });

  test.each<[string, () => { status: number | null; stderr: string }, string]>([
    ['a wrong password', () => register('r-2', 'redis', database, 'wrong'), 'Nothing was registered: the target "r-2"'],
    [
      'a server that is away',
      () => register('r-2', 'redis', { ...database, host: '/nowhere/s' }),
      'Nothing was registered: the target "r-2" answered ENOENT',
    ],
    ['an id with a blank', () => register('r 2', 'redis', database), 'cannot be the id of a target'],
    ['another kind', () => register('r-2', 'oracle' as Kind, database), '--kind is one of postgresql, mysql, redis'],
    ['another account', () => target('list', '--account', 'none'), 'There is no account "none"'],
  ])('%s is refused in a sentence', (_what, act, sentence) => {
    const { status, stderr } = act();
    expect([status, stderr.includes(sentence), stderr.split('\n').length], stderr).toEqual([2, true, 2]);
  });
});
