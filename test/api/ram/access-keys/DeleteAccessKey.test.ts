import { beforeAll, describe, expect, test } from 'vitest';
import type { AccessKeyPair } from '../../../server.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noAccessKey, noUser, refused } from '../calls.js';

const lastRootKey = error(
  'InvalidOperation.LastRootAccessKey',
  'The last active AccessKey of the account can be neither deleted nor disabled.',
  409,
);
const unknown = error('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);

describe('DeleteAccessKey', () => {
  const server = useTestServer();
  beforeAll(async () => {
    await answer(server.root, 'CreateUser', { UserName: 'alice' });
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
  });

  const newKey = async (parameters: { UserName?: string } = {}) =>
    (await answer(server.root, 'CreateAccessKey', parameters)).AccessKey as AccessKeyPair;

  test('deletes a key, which signs nothing any more', async () => {
    const key = await newKey({ UserName: 'alice' });
    const deletion = { UserName: 'ALICE', UserAccessKeyId: key.AccessKeyId };
    expect(await answer(server.root, 'DeleteAccessKey', deletion)).toEqual({});
    await refused(server.client(key), 'ListUsers', {}, unknown);
    await refused(server.root, 'DeleteAccessKey', deletion, noAccessKey);
    expect(await answer(server.root, 'ListAccessKeys', { UserName: 'alice' })).toEqual({
      AccessKeys: { AccessKey: [] },
    });
  });

  test('lets a caller delete the key that it signs with, and answers', async () => {
    const key = await newKey();
    const caller = server.client(key);
    expect(await answer(caller, 'DeleteAccessKey', { UserAccessKeyId: key.AccessKeyId })).toEqual({});
    await refused(caller, 'ListUsers', {}, unknown);
  });

  test('leaves the account one active key', async () => {
    const own = { UserAccessKeyId: server.rootAccessKey.AccessKeyId };
    await refused(server.root, 'DeleteAccessKey', own, lastRootKey);
    const second = await newKey();
    await answer(server.root, 'UpdateAccessKey', { UserAccessKeyId: second.AccessKeyId, Status: 'Inactive' });
    await refused(server.root, 'DeleteAccessKey', own, lastRootKey);
    await answer(server.root, 'DeleteAccessKey', { UserAccessKeyId: second.AccessKeyId });
  });

  test('refuses by name', async () => {
    const { AccessKeyId: UserAccessKeyId } = await newKey({ UserName: 'alice' });
    await refused(server.root, 'DeleteAccessKey', { UserName: 'alice' }, missing('UserAccessKeyId'));
    await refused(server.root, 'DeleteAccessKey', { UserName: 'nobody', UserAccessKeyId }, noUser);
    await refused(server.root, 'DeleteAccessKey', { UserName: 'bob', UserAccessKeyId }, noAccessKey);
    await refused(server.root, 'DeleteAccessKey', { UserAccessKeyId }, noAccessKey);
    await refused(server.otherAccount, 'DeleteAccessKey', { UserName: 'alice', UserAccessKeyId }, noUser);
    await refused(server.otherAccount, 'DeleteAccessKey', { UserAccessKeyId }, noAccessKey);
    await answer(server.root, 'DeleteAccessKey', { UserName: 'alice', UserAccessKeyId });
  });
});
