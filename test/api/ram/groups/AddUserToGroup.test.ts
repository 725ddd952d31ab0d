import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noGroup, noUser, policyDocument, refused, wrongUserNames } from '../calls.js';

const exists = error('EntityAlreadyExists.User.Group', 'The user has already joined the group.', 409);
const limit = error(
  'LimitExceeded.User.Group',
  'The count of groups the target user joined beyond the current limits.',
  409,
);

describe('AddUserToGroup', () => {
  const server = useTestServer();
  const add = (UserName: string, GroupName: string) => answer(server.root, 'AddUserToGroup', { UserName, GroupName });
  const newGroup = async (GroupName: string, document?: string) => {
    await answer(server.root, 'CreateGroup', { GroupName });
    if (document === undefined) return;
    const PolicyName = `policy-of-${GroupName}`;
    await answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: document });
    await answer(server.root, 'AttachPolicyToGroup', { GroupName, PolicyName, PolicyType: 'Custom' });
  };

  test('gives the user what the group is allowed, from its next call on', async () => {
    await newGroup('Listers', policyDocument('ram:ListUsers'));
    const alice = await server.user('Alice');
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    expect(await add('ALICE', 'lISTERS')).toEqual({});
    await answer(alice, 'ListUsers');
  });

  test('a deny of a group wins over an allow of the user, and the denial names the policy', async () => {
    await newGroup('Denied', policyDocument('ram:ListUsers', '*', 'Deny'));
    const bob = await server.user('bob', JSON.parse(policyDocument('ram:*')) as object);
    await answer(bob, 'ListUsers');
    await add('bob', 'Denied');
    const { status, body } = await bob.call('2015-05-01', 'ListUsers');
    expect([status, body.AccessDeniedDetail]).toMatchObject([403, { NoPermissionType: 'ExplicitDeny' }]);
    const detail = body.AccessDeniedDetail as { EncodedDiagnosticMessage: string };
    const message = Buffer.from(detail.EncodedDiagnosticMessage, 'base64url').toString();
    expect(message).toContain('policy-of-Denied');
    await answer(bob, 'ListGroups');
  });

  test('an attachment to a group for one resource group counts only within it', async () => {
    await newGroup('scoped');
    const carol = await server.user('carol');
    await add('carol', 'scoped');
    const attachment = { GroupName: 'scoped', PolicyType: 'System', PolicyName: 'AliyunYundunCertFullAccess' };
    await answer(server.root, 'AttachPolicyToGroup', { ...attachment, ResourceGroupId: 'rg-1' });
    const subject = { CommonName: 'R', Organization: 'O', OrganizationUnit: 'U', Locality: 'L', State: 'S' };
    const root = { ...subject, CountryCode: 'CN', Algorithm: 'ECC_256', Years: 1 };
    const create = (ResourceGroupId: string) =>
      carol.call('2020-06-30', 'CreateRootCACertificate', { ...root, ResourceGroupId });
    expect((await create('rg-2')).status).toBe(403);
    expect((await create('rg-1')).status).toBe(200);
  });

  test('refuses to add twice, and more than five groups, also of several calls at once', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'joiner' });
    const names = Array.from({ length: 7 }, (_, n) => `joined-${n}`);
    for (const name of names) await newGroup(name);
    const calls = names.map(GroupName =>
      server.root.call('2015-05-01', 'AddUserToGroup', { UserName: 'joiner', GroupName }),
    );
    const replies = await Promise.all(calls);
    expect(replies.map(reply => reply.status).sort()).toEqual([200, 200, 200, 200, 200, 409, 409]);
    const joined = names.find((_, n) => replies[n]?.status === 200) ?? '';
    await refused(server.root, 'AddUserToGroup', { UserName: 'JOINER', GroupName: joined }, exists);
    const left = names.find((_, n) => replies[n]?.status === 409) ?? '';
    await refused(server.root, 'AddUserToGroup', { UserName: 'joiner', GroupName: left }, limit);
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'joiner', GroupName: joined });
    await add('joiner', left);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'ours' });
    await newGroup('ours');
    const whole = { UserName: 'ours', GroupName: 'ours' };
    const refusals = [
      [{ UserName: undefined }, missing('UserName')],
      [{ GroupName: undefined }, missing('GroupName')],
      [{ UserName: 'nobody' }, noUser],
      [{ GroupName: 'nothing' }, noGroup],
      [{ UserName: 'nobody', GroupName: 'nothing' }, noUser],
      ...wrongUserNames('UserName').map(([UserName, refusal]) => [{ UserName }, refusal] as const),
      ...wrongUserNames('GroupName').map(([GroupName, refusal]) => [{ GroupName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'AddUserToGroup', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'AddUserToGroup', whole, noUser);
    await answer(server.otherAccount, 'CreateUser', { UserName: 'ours' });
    await refused(server.otherAccount, 'AddUserToGroup', whole, noGroup);
  });

  test('needs to be allowed on the user and on the group', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'target' });
    await newGroup('target');
    const allow = { Effect: 'Allow', Action: 'ram:AddUserToGroup' };
    const onUser = { ...allow, Resource: `acs:ram:*:${server.accountId}:user/target` };
    const onGroup = { ...allow, Resource: `acs:ram:*:${server.accountId}:group/target` };
    const half = await server.user('half', { Version: '1', Statement: [onUser] });
    const both = await server.user('both', { Version: '1', Statement: [onUser, onGroup] });
    const parameters = { UserName: 'TARGET', GroupName: 'Target' };
    const { status, body } = await half.call('2015-05-01', 'AddUserToGroup', parameters);
    expect([status, body.AccessDeniedDetail]).toMatchObject([
      403,
      { AuthResource: `acs:ram:*:${server.accountId}:group/Target` },
    ]);
    await answer(both, 'AddUserToGroup', parameters);
  });
});
