/**
 * What a change takes away is gone with the next call, on every server, whatever is kept in memory: many calls at once keep the caches full and their
 * loads under way, while another client disables a key, detaches a policy, revokes a CA. From the answer of the change on, every call has to see it.
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Credentials } from '../src/identity/access-keys/credentials.js';
import { KeyFileSeal } from '../src/seal/key-file.js';
import { openStore } from '../src/store/open-store.js';
import { cas, casOk, issueClient, makeRoot, makeSub } from './api/cas/cas-calls.js';
import { call as ram, answer as ramOk } from './api/ram/calls.js';
import { describeAtOnce, outcome, type Told, Watch } from './at-once.js';
import type { AccessKeyPair } from './server.js';
import { scratchFolder } from './store/each-store.js';
import { GivenIdentities, now, ownerOf } from './store/given-identities.js';

/** How often each thing is changed there and back. */
const ROUNDS = 12;

describeAtOnce('changes act at once', ({ count, servers, main, at, root }) => {
  async function newUser(UserName: string) {
    await ramOk(main, 'CreateUser', { UserName });
    const { AccessKey } = await ramOk(main, 'CreateAccessKey', { UserName });
    const key = AccessKey as AccessKeyPair;
    return { key, client: servers[0]!.client(key) };
  }

  const attached = (UserName: string) => ({ UserName, PolicyType: 'System', PolicyName: 'AliyunRAMReadOnlyAccess' });

  test('a key that is disabled, and enabled again', async () => {
    const UserName = 'at-once-key';
    const { key, client } = await newUser(UserName);
    const watch = new Watch(server => at(client)(server).call('2015-04-01', 'GetCallerIdentity'), count);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [Status, expected] of [
        ['Inactive', 'InvalidAccessKeyId.Inactive'],
        ['Active', 'OK'],
      ] as const) {
        const parameters = { UserName, UserAccessKeyId: key.AccessKeyId, Status };
        await watch.change(expected, () => ramOk(root(round), 'UpdateAccessKey', parameters));
      }
    }
    await watch.end();
  });

  test('a policy that is attached, and detached again', async () => {
    const UserName = 'at-once-policy';
    const { client } = await newUser(UserName);
    const watch = new Watch(server => ram(at(client)(server), 'ListUsers'), count);
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('OK', () => ramOk(root(round), 'AttachPolicyToUser', attached(UserName)));
      await watch.change('NoPermission', () => ramOk(root(round + 1), 'DetachPolicyFromUser', attached(UserName)));
    }
    await watch.end();
  });

  test('a group that is joined, and left again', async () => {
    const UserName = 'at-once-member';
    const GroupName = 'at-once-group';
    const { client } = await newUser(UserName);
    await ramOk(main, 'CreateGroup', { GroupName });
    const policy = { GroupName, PolicyType: 'System', PolicyName: 'AliyunRAMReadOnlyAccess' };
    await ramOk(main, 'AttachPolicyToGroup', policy);
    const membership = { UserName, GroupName };
    const watch = new Watch(server => ram(at(client)(server), 'ListUsers'), count);
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('OK', () => ramOk(root(round), 'AddUserToGroup', membership));
      await watch.change('NoPermission', () => ramOk(root(round + 1), 'DetachPolicyFromGroup', policy));
      await watch.change('OK', () => ramOk(root(round), 'AttachPolicyToGroup', policy));
      await watch.change('NoPermission', () => ramOk(root(round + 1), 'RemoveUserFromGroup', membership));
    }
    await watch.end();
  });

  test('another version of a policy, made the default and back', async () => {
    const UserName = 'at-once-version';
    const { client } = await newUser(UserName);
    const PolicyName = 'at-once-version';
    const document = (Action: string) =>
      JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    await ramOk(main, 'CreatePolicy', { PolicyName, PolicyDocument: document('ram:ListUsers') });
    await ramOk(main, 'CreatePolicyVersion', { PolicyName, PolicyDocument: document('ram:ListRoles') });
    await ramOk(main, 'AttachPolicyToUser', { UserName, PolicyName, PolicyType: 'Custom' });
    const watch = new Watch(server => ram(at(client)(server), 'ListUsers'), count);
    const setDefault = (round: number, VersionId: string) => () =>
      ramOk(root(round), 'SetDefaultPolicyVersion', { PolicyName, VersionId });
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('NoPermission', setDefault(round, 'v2'));
      await watch.change('OK', setDefault(round + 1, 'v1'));
    }
    await watch.end();
  });

  test('a user who is deleted with its key, and made again without its permissions', async () => {
    const UserName = 'at-once-user';
    for (let round = 0; round < 3; round++) {
      const { key, client } = await newUser(UserName);
      const watch = new Watch(server => ram(at(client)(server), 'ListUsers'), count);
      await watch.change('OK', () => ramOk(root(round), 'AttachPolicyToUser', attached(UserName)));
      await watch.change('NoPermission', () => ramOk(root(round), 'DetachPolicyFromUser', attached(UserName)));
      await watch.change('InvalidAccessKeyId.NotFound', async () => {
        await ramOk(root(round + 1), 'DeleteAccessKey', { UserName, UserAccessKeyId: key.AccessKeyId });
        await ramOk(root(round), 'DeleteUser', { UserName });
      });
      await watch.end();
    }
  });

  test('a CA that is revoked', async () => {
    const upper = await makeRoot(main);
    for (let round = 0; round < 3; round++) {
      const { Identifier } = await makeSub(main, upper);
      const issue = (server: number) =>
        cas(at(main)(server), 'CreateClientCertificate', { ParentIdentifier: Identifier });
      const watch = new Watch(issue, count);
      await watch.change('OK', () => issueClient(main, { Identifier }));
      await watch.change('OperationDenied.StatusNotSupport', () =>
        casOk(root(round + 1), 'UpdateCACertificateStatus', { Identifier }),
      );
      await watch.end();
    }
  });

  test('a certificate that is revoked, as it is described', async () => {
    const issuer = await makeSub(main, await makeRoot(main));
    for (let round = 0; round < 3; round++) {
      const { Identifier } = await issueClient(main, issuer);
      const described = new Watch(async server => {
        const told = await cas(at(main)(server), 'DescribeClientCertificate', { Identifier });
        return { status: 0, body: { Code: (told.body.Certificate as { Status?: unknown }).Status } };
      }, count);
      await described.change('ISSUE', async () => undefined);
      await described.change('REVOKE', () => casOk(root(round + 1), 'CreateRevokeClientCertificate', { Identifier }));
      await described.end();
    }
  });

  test('the tag of a certificate that a policy asks about', async () => {
    const UserName = 'at-once-tag';
    const { client } = await newUser(UserName);
    const Statement = [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:DescribeClientCertificate',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceTag/stage': 'open' } },
      },
    ];
    const PolicyDocument = JSON.stringify({ Version: '1', Statement });
    await ramOk(main, 'CreatePolicy', { PolicyName: UserName, PolicyDocument });
    await ramOk(main, 'AttachPolicyToUser', { UserName, PolicyName: UserName, PolicyType: 'Custom' });
    const { Identifier } = await issueClient(main, await makeSub(main, await makeRoot(main)));
    const setTag = (round: number, Value: string) => () =>
      casOk(root(round), 'TagResources', {
        RegionId: 'cn-hangzhou',
        ResourceType: 'PcaCertificate',
        ResourceId: [Identifier],
        Tag: [{ Key: 'stage', Value }],
      });
    const describe = (server: number) => cas(at(client)(server), 'DescribeClientCertificate', { Identifier });
    const watch = new Watch(describe, count);
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('OK', setTag(round, 'open'));
      await watch.change('Forbidden.NoPermission', setTag(round + 1, 'shut'));
    }
    await watch.end();
  });

  test('the limit of a CA, reached and raised', async () => {
    const { Identifier } = await makeSub(main, await makeRoot(main));
    const issue = () =>
      Promise.all(
        servers.map(async (_, server) =>
          outcome(await cas(at(main)(server), 'CreateClientCertificate', { ParentIdentifier: Identifier })),
        ),
      );
    const everywhere = (expected: string) => servers.map(() => expected);
    const { List } = await casOk(main, 'ListAllEndEntityInstance', { ShowSize: 1000 });
    const instances = List as readonly { Id: number; Detail: { Identifier: string } }[];
    const Id = instances.find(it => it.Detail.Identifier === Identifier)?.Id;
    for (let round = 0; round < 3; round++) {
      expect(await issue()).toEqual(everywhere('OK'));
      await casOk(root(round), 'AssignCertificateCount', { Id, CertTotalCount: (round + 1) * count });
      expect(await issue()).toEqual(everywhere('InsufficientQuota'));
      await casOk(root(round + 1), 'AssignCertificateCount', { Id, CertTotalCount: 1_000_000 });
    }
  });
});

test('a cache whose generations do not move is found out', async () => {
  const folder = await scratchFolder();
  const store = await openStore({ sqliteFile: join(folder, 'chancery.db') });
  try {
    await store.migrate();
    const given = await GivenIdentities.in(store);
    const user = await given.newUser('stale');
    const { id } = await given.newKey(ownerOf(user));
    const ask = (credentials: Credentials) => async (): Promise<Told> => {
      await nextTurn();
      const status = (await credentials.findCredential(id, now))?.status ?? 'none';
      return { status: status === 'Active' ? 200 : 403, body: { Code: status } };
    };
    const still = await store.generations.read();
    const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });
    for (const [generations, isTrue] of [
      [store.generations, true],
      [{ read: () => still }, false],
    ] as const) {
      const watch = new Watch(ask(new Credentials({ ...given.records, generations }, seal)), 1);
      for (const status of ['Active', 'Inactive', 'Active'] as const) {
        await watch.change(status === 'Active' ? 'OK' : status, () =>
          store.commit(given.identity.accessKeys.setStatus(ownerOf(user), id, status)),
        );
      }
      await watch.stop();
      expect(watch.wrong.length === 0).toBe(isTrue);
    }
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
});
