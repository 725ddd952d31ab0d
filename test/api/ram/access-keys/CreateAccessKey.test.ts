import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, noUser, refused, wrongUserNames } from '../calls.js';

const limit = error(
  'LimitExceeded.User.AccessKey',
  'The access key count of the user access keys beyond the current limits.',
  409,
);

interface NewKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

describe('CreateAccessKey', () => {
  const server = useTestServer();

  const newUser = (UserName: string) => answer(server.root, 'CreateUser', { UserName });
  const newKey = async (client = server.root, parameters: { UserName?: string } = {}) =>
    (await answer(client, 'CreateAccessKey', parameters)).AccessKey as NewKey;
  const identity = async (key: NewKey) => (await server.client(key).call('2015-04-01', 'GetCallerIdentity')).body;

  test('makes a key that signs as the user at once', async () => {
    await newUser('Alice');
    const { AccessKey } = await answer(server.root, 'CreateAccessKey', { UserName: 'alice' });
    expect(AccessKey).toEqual({
      AccessKeyId: expect.stringMatching(/^LTAI[A-Za-z0-9]{20}$/),
      AccessKeySecret: expect.stringMatching(/^[A-Za-z0-9]{30}$/),
      Status: 'Active',
      CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(await identity(AccessKey as NewKey)).toMatchObject({ Arn: `acs:ram::${server.accountId}:user/Alice` });
  });

  test('without a name makes a key of the caller: of the account, or of a user', async () => {
    const rootKey = await newKey();
    expect(await identity(rootKey)).toMatchObject({
      IdentityType: 'Account',
      Arn: `acs:ram::${server.accountId}:root`,
    });
    await answer(server.root, 'DeleteAccessKey', { UserAccessKeyId: rootKey.AccessKeyId });

    const own = `acs:ram:*:${server.accountId}:user/selfish`;
    const selfish = await server.user('selfish', {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'ram:CreateAccessKey', Resource: own }],
    });
    expect(await identity(await newKey(selfish))).toMatchObject({ Arn: `acs:ram::${server.accountId}:user/selfish` });
    await newUser('neighbour');
    const { status, body } = await selfish.call('2015-05-01', 'CreateAccessKey', { UserName: 'neighbour' });
    expect([status, body.Code]).toEqual([403, 'NoPermission']);
  });

  test('makes two and no more, also of several calls at once, and after one is deleted again one', async () => {
    await newUser('rush');
    const calls = Array.from({ length: 5 }, () =>
      server.root.call('2015-05-01', 'CreateAccessKey', { UserName: 'rush' }),
    );
    const replies = await Promise.all(calls);
    expect(replies.map(reply => reply.status).sort()).toEqual([200, 200, 409, 409, 409]);
    await refused(server.root, 'CreateAccessKey', { UserName: 'rush' }, limit);
    const { AccessKeyId } = replies.flatMap(reply => reply.body.AccessKey ?? [])[0] as NewKey;
    await answer(server.root, 'DeleteAccessKey', { UserName: 'rush', UserAccessKeyId: AccessKeyId });
    await newKey(server.root, { UserName: 'rush' });
    await refused(server.root, 'CreateAccessKey', { UserName: 'rush' }, limit);
  });

  test('makes two keys of an account and no more', async () => {
    await newKey(server.otherAccount);
    await refused(server.otherAccount, 'CreateAccessKey', {}, limit);
  });

  test('refuses by name', async () => {
    await newUser('mine');
    await refused(server.root, 'CreateAccessKey', { UserName: 'nobody' }, noUser);
    await refused(server.otherAccount, 'CreateAccessKey', { UserName: 'mine' }, noUser);
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'CreateAccessKey', { UserName }, refusal);
    }
  });

  test('shows the secret in its answer and nowhere else: not in log, audit, lists or the database', async () => {
    await newUser('secretive');
    const { AccessKeyId, AccessKeySecret } = await newKey(server.root, { UserName: 'secretive' });
    const listed = await answer(server.root, 'ListAccessKeys', { UserName: 'secretive' });
    const audit = await server.auditText();
    expect(audit).toContain('CreateAccessKey');
    expect(server.log).toContain('CreateAccessKey');
    const { db } = server.running.store;
    const rows = await db.selectFrom('access_keys').selectAll().where('id', '=', AccessKeyId).execute();
    const stored = rows.map(row => `${JSON.stringify(row)}${row.sealed_secret.toString('latin1')}`).join();
    expect(rows).toHaveLength(1);
    for (const text of [audit, server.log, JSON.stringify(listed), stored]) {
      for (const form of [AccessKeySecret, Buffer.from(AccessKeySecret).toString('base64')]) {
        expect(text.includes(form)).toBe(false);
      }
    }
  });
});
