import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, namedAnswer, noUser, refused, wrongUserNames } from '../calls.js';

describe('GetUser', () => {
  const server = useTestServer();
  beforeAll(async () => {
    await answer(server.root, 'CreateUser', {
      UserName: 'Alice',
      DisplayName: 'Alice Chen',
      Email: 'alice@example.com',
    });
  });

  test('finds a user in any case and answers its own', async () => {
    for (const UserName of ['Alice', 'alice', 'ALICE']) {
      expect(await namedAnswer(server.root, 'GetUser', { UserName })).toEqual({
        User: {
          UserId: 'user id',
          UserName: 'Alice',
          DisplayName: 'Alice Chen',
          MobilePhone: '',
          Email: 'alice@example.com',
          Comments: '',
          CreateDate: 'time',
          UpdateDate: 'time',
          LastLoginDate: '',
        },
      });
    }
  });

  test('refuses by name', async () => {
    await refused(server.root, 'GetUser', {}, missing('UserName'));
    await refused(server.root, 'GetUser', { UserName: 'nobody' }, noUser);
    await refused(server.otherAccount, 'GetUser', { UserName: 'Alice' }, noUser);
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'GetUser', { UserName }, refusal);
    }
  });

  test('is allowed and denied by the name however it is written, and told of it as the call writes it', async () => {
    const resource = (name: string) => `acs:ram:*:${server.accountId}:user/${name}`;
    const reader = await server.user('reader', {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'ram:GetUser', Resource: '*' },
        { Effect: 'Deny', Action: 'ram:GetUser', Resource: resource('Alice') },
      ],
    });
    for (const UserName of ['Alice', 'ALICE', 'alice']) {
      const { status, body } = await reader.call('2015-05-01', 'GetUser', { UserName });
      expect([status, body.Code, body.Message]).toEqual([
        403,
        'NoPermission',
        `You are not authorized to do this action. Resource: ${resource(UserName)} Action: ram:GetUser`,
      ]);
    }
    await refused(reader, 'GetUser', { UserName: 'nobody' }, noUser);
    await answer(reader, 'GetUser', { UserName: 'READER' });
  });
});
