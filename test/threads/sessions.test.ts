/** Sessions of roles on every thread of every server: what they may do is what is so now, wherever they began and wherever it was changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rotateKeyFile } from '../../src/seal/key-file.js';
import { allow, assume, makeRole, trusting } from '../api/sts/roles.js';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../postgres.js';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { bytesOf, countOutcomes, ManyConnections } from './many-connections.js';

const RAM = '2015-05-01';
const STS = '2015-04-01';
const KMS = '2016-01-20';

describe.each([
  { name: 'one server on SQLite', count: 1, missing: undefined },
  { name: 'two servers on PostgreSQL', count: 2, missing: postgresMissing },
])('$name, each with two threads', ({ count, missing }) => {
  describe.skipIf(missing)(missing ?? 'together', () => {
    let database: TestDatabase | undefined;
    let servers: TestServer[];
    let fans: ManyConnections[];
    let user: SignedClient;

    const start = async (data?: string) => {
      const server = await startTestServer({
        ...(database && { store: database.url }),
        ...(data && { data }),
        environment: { CHANCERY_THREADS: '2' },
      });
      await server.running.threads.ready;
      return server;
    };
    const first = () => servers[0]!;
    const last = () => servers.at(-1)!;
    const connect = async () => {
      fans = await Promise.all(servers.map(it => ManyConnections.open(it.url)));
    };
    beforeAll(async () => {
      database = count > 1 ? await newPostgresDatabase() : undefined;
      servers = [await start()];
      while (servers.length < count) servers.push(await start(first().data));
      await connect();
      user = await first().user('alice', allow('sts:AssumeRole'));
    });
    afterAll(async () => {
      for (const fan of fans) fan.close();
      for (const server of [...servers].reverse()) await server.close({ keepData: server !== first() });
      await database?.remove();
    });

    /** What the call is answered on each thread of each server; more than one word where they differ. */
    async function everywhere(client: SignedClient, version: string, action: string, parameters = {}): Promise<string> {
      const answers = await Promise.all(
        fans.map((fan, i) => fan.each(() => bytesOf(client.at(servers[i]!.url), version, action, parameters))),
      );
      return Object.keys(countOutcomes(answers.flat())).join(' and ');
    }
    const listing = (session: SignedClient) => everywhere(session, KMS, 'ListKeys');
    const identity = (session: SignedClient) => everywhere(session, STS, 'GetCallerIdentity');
    /** As the account, at the server where the session did not begin. */
    const change = async (action: string, parameters: object) => {
      const { status, text } = await last().root.call(RAM, action, { ...parameters });
      expect(status, text).toBe(200);
    };
    const role = async (name: string) => {
      const trust = trusting(`acs:ram::${first().accountId}:root`);
      return makeRole(first().root, name, { trust, allowed: ['kms:List*'] });
    };

    test('it is good everywhere, and what its role may do counts at the next call', async () => {
      const session = await assume(first(), user, await role('moving'));
      const attachment = { RoleName: 'moving', PolicyName: 'of-moving', PolicyType: 'Custom' };
      expect(await listing(session)).toBe('OK');
      await change('DetachPolicyFromRole', attachment);
      expect(await listing(session)).toBe('Forbidden.NoPermission');
      await change('AttachPolicyToRole', attachment);
      expect(await listing(session)).toBe('OK');
      const PolicyDocument = JSON.stringify(allow('kms:DescribeKey'));
      await change('CreatePolicyVersion', { PolicyName: 'of-moving', PolicyDocument, SetAsDefault: true });
      expect(await listing(session)).toBe('Forbidden.NoPermission');
    });

    test('it ends with its role', async () => {
      const session = await assume(first(), user, await role('ending'));
      expect(await identity(session)).toBe('OK');
      await change('DetachPolicyFromRole', { RoleName: 'ending', PolicyName: 'of-ending', PolicyType: 'Custom' });
      await change('DeleteRole', { RoleName: 'ending' });
      expect(await identity(session)).toBe('InvalidAccessKeyId.NotFound');
    });

    test('whom the role trusts no more begins none, and neither does a key that was disabled; what has begun goes on', async () => {
      const RoleArn = await role('trusting');
      const bob = await first().user('bob', allow('sts:AssumeRole'));
      const assuming = () => everywhere(bob, STS, 'AssumeRole', { RoleArn, RoleSessionName: 'more' });
      const session = await assume(first(), bob, RoleArn);
      expect(await assuming()).toBe('OK');
      const trustOf = (whom: string) => JSON.stringify(trusting(`acs:ram::${first().accountId}:${whom}`));
      await change('UpdateRole', { RoleName: 'trusting', NewAssumeRolePolicyDocument: trustOf('user/alice') });
      expect(await assuming()).toBe('NoPermission');
      await change('UpdateRole', { RoleName: 'trusting', NewAssumeRolePolicyDocument: trustOf('user/bob') });
      expect(await assuming()).toBe('OK');

      const { AccessKeys } = (await last().root.call(RAM, 'ListAccessKeys', { UserName: 'bob' })).body;
      const [key] = (AccessKeys as { AccessKey: { AccessKeyId: string }[] }).AccessKey;
      await change('UpdateAccessKey', { UserName: 'bob', UserAccessKeyId: key?.AccessKeyId, Status: 'Inactive' });
      expect(await assuming()).toBe('InvalidAccessKeyId.Inactive');
      expect(await listing(session)).toBe('OK');
    });

    test('it outlives a new key of the seal; a server that was not started again refuses tokens under that key', async () => {
      const RoleArn = await role('rotating');
      const early = await assume(first(), user, RoleArn);
      await rotateKeyFile(first().data);
      const restart = async (index: number) => {
        fans[index]?.close();
        const { data } = servers[index]!;
        await servers[index]?.close({ keepData: true });
        const server = await start(data);
        servers[index] = server;
        fans[index] = await ManyConnections.open(server.url);
      };
      await restart(0);
      expect(await listing(early)).toBe('OK');
      const late = await assume(first(), user.at(first().url), RoleArn);
      if (count > 1) {
        const { body } = await late.at(last().url).call(KMS, 'ListKeys');
        expect(body.Code).toBe('InvalidSecurityToken.Malformed');
        await restart(1);
      }
      expect([await listing(early), await listing(late)]).toEqual(['OK', 'OK']);
    });
  });
});
