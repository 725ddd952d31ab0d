import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, noUser, refused, wrongUserNames } from '../calls.js';

describe('ListAccessKeys', () => {
  const server = useTestServer();
  beforeAll(async () => {
    await answer(server.root, 'CreateUser', { UserName: 'alice' });
  });

  test('lists the keys of a user, the oldest first, as they were answered when made but without secrets', async () => {
    expect(await answer(server.root, 'ListAccessKeys', { UserName: 'alice' })).toEqual({
      AccessKeys: { AccessKey: [] },
    });
    const made: unknown[] = [];
    for (let n = 0; n < 2; n++) {
      const { AccessKey } = await answer(server.root, 'CreateAccessKey', { UserName: 'alice' });
      const { AccessKeySecret: _, ...shown } = AccessKey as Record<string, string>;
      made.push(shown);
    }
    expect(await answer(server.root, 'ListAccessKeys', { UserName: 'Alice' })).toEqual({
      AccessKeys: { AccessKey: made },
    });
  });

  test('without a name lists those of the caller', async () => {
    const { AccessKeyId } = server.rootAccessKey;
    expect(await answer(server.root, 'ListAccessKeys')).toEqual({
      AccessKeys: { AccessKey: [{ AccessKeyId, Status: 'Active', CreateDate: expect.any(String) }] },
    });
    const own = `acs:ram::${server.accountId}:user/self`;
    const self = await server.user('self', {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'ram:ListAccessKeys', Resource: own }],
    });
    const { AccessKeys } = await answer(self, 'ListAccessKeys');
    expect(AccessKeys).toEqual((await answer(server.root, 'ListAccessKeys', { UserName: 'self' })).AccessKeys);
  });

  test('refuses by name', async () => {
    await refused(server.root, 'ListAccessKeys', { UserName: 'nobody' }, noUser);
    await refused(server.otherAccount, 'ListAccessKeys', { UserName: 'alice' }, noUser);
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'ListAccessKeys', { UserName }, refusal);
    }
  });
});
