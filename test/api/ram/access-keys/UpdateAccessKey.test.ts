import { beforeAll, describe, expect, test } from 'vitest';
import type { AccessKeyPair } from '../../../server.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, invalid, invalidCharacters, missing, noAccessKey, noUser, refused, tooLong } from '../calls.js';

const lastRootKey = error(
  'InvalidOperation.LastRootAccessKey',
  'The last active AccessKey of the account can be neither deleted nor disabled.',
  409,
);
const disabled = error('InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');

describe('UpdateAccessKey', () => {
  let key: AccessKeyPair;
  const server = useTestServer();
  beforeAll(async () => {
    await answer(server.root, 'CreateUser', { UserName: 'alice' });
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
    key = (await answer(server.root, 'CreateAccessKey', { UserName: 'alice' })).AccessKey as AccessKeyPair;
  });

  const update = (Status: string, UserAccessKeyId = key.AccessKeyId, UserName: string | undefined = 'ALICE') => ({
    Status,
    UserAccessKeyId,
    UserName,
  });

  test('disables a key for the next request, and enables it again', async () => {
    expect(await answer(server.root, 'UpdateAccessKey', update('Inactive'))).toEqual({});
    const caller = server.client(key);
    await refused(caller, 'ListUsers', {}, disabled);
    expect(await answer(server.root, 'ListAccessKeys', { UserName: 'alice' })).toMatchObject({
      AccessKeys: { AccessKey: [{ AccessKeyId: key.AccessKeyId, Status: 'Inactive' }] },
    });
    await answer(server.root, 'UpdateAccessKey', update('Inactive'));
    await answer(server.root, 'UpdateAccessKey', update('Active'));
    expect((await caller.call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
  });

  test('without a name is about a key of the caller', async () => {
    const root = server.otherAccount;
    const second = (await answer(root, 'CreateAccessKey')).AccessKey as AccessKeyPair;
    const own = { UserAccessKeyId: second.AccessKeyId };
    await answer(root, 'UpdateAccessKey', { ...own, Status: 'Inactive' });
    await refused(server.client(second), 'ListUsers', {}, disabled);
    await refused(root, 'UpdateAccessKey', { UserAccessKeyId: key.AccessKeyId, Status: 'Active' }, noAccessKey);
    await answer(root, 'DeleteAccessKey', own);
  });

  test('leaves the account one active key', async () => {
    const own = server.rootAccessKey.AccessKeyId;
    await refused(server.root, 'UpdateAccessKey', { UserAccessKeyId: own, Status: 'Inactive' }, lastRootKey);
    await answer(server.root, 'UpdateAccessKey', { UserAccessKeyId: own, Status: 'Active' });
    await answer(server.root, 'GetUser', { UserName: 'alice' });
  });

  test('refuses by name', async () => {
    const { AccessKeyId } = key;
    await refused(server.root, 'UpdateAccessKey', { Status: 'Active' }, missing('UserAccessKeyId'));
    await refused(server.root, 'UpdateAccessKey', { UserAccessKeyId: AccessKeyId }, missing('Status'));
    for (const Status of ['active', 'Disabled', 'Inactive ']) {
      await refused(server.root, 'UpdateAccessKey', update(Status), invalid('Status'));
    }
    await refused(server.root, 'UpdateAccessKey', update('Active', AccessKeyId, 'nobody'), noUser);
    await refused(server.root, 'UpdateAccessKey', update('Active', AccessKeyId, 'bob'), noAccessKey);
    await refused(server.root, 'UpdateAccessKey', update('Active', AccessKeyId.toLowerCase()), noAccessKey);
    await refused(server.root, 'UpdateAccessKey', { ...update('Active'), UserName: undefined }, noAccessKey);
    await refused(server.otherAccount, 'UpdateAccessKey', update('Active'), noUser);
    await refused(server.root, 'UpdateAccessKey', update('Active', 'a b'), invalidCharacters('UserAccessKeyId'));
    await refused(server.root, 'UpdateAccessKey', update('Active', 'a'.repeat(129)), tooLong('UserAccessKeyId'));
    expect((await server.client(key).call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
  });
});
