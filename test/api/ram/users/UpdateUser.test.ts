import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, badFormat, error, missing, namedAnswer, noUser, refused, tooLong, wrongUserNames } from '../calls.js';

const exists = error('EntityAlreadyExists.User', 'The user does already EXIST.', 409);

describe('UpdateUser', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let minutesAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + minutesAhead * 60_000) });

  const newUser = async (UserName: string) => {
    const details = { DisplayName: 'D', Email: 'e@example.com', Comments: 'c' };
    return (await answer(server.root, 'CreateUser', { UserName, ...details })).User as Record<string, string>;
  };

  test('changes what is given, removes what is given empty, and leaves the rest', async () => {
    const user = await newUser('alice');
    minutesAhead = 5;
    const changes = { NewDisplayName: 'Alice', NewComments: '', NewMobilePhone: '86-18600008888' };
    const { User } = await answer(server.root, 'UpdateUser', { UserName: 'ALICE', ...changes });
    const changed = { ...user, DisplayName: 'Alice', Comments: '', MobilePhone: '86-18600008888' };
    expect(User).toEqual({ ...changed, UpdateDate: expect.any(String) });
    const { UpdateDate, CreateDate } = User as Record<string, string>;
    expect(Date.parse(UpdateDate ?? '') - Date.parse(CreateDate ?? '')).toBeGreaterThanOrEqual(299_000);
    expect((await answer(server.root, 'GetUser', { UserName: 'alice' })).User).toEqual({
      ...changed,
      UpdateDate,
      LastLoginDate: '',
    });
  });

  test('gives another name, under which the id, the keys and the policies stay', async () => {
    const { UserId } = await newUser('before');
    const { AccessKey } = await answer(server.root, 'CreateAccessKey', { UserName: 'before' });
    const policy = { PolicyType: 'System', PolicyName: 'AdministratorAccess' };
    await answer(server.root, 'AttachPolicyToUser', { UserName: 'before', ...policy });
    const { User } = await answer(server.root, 'UpdateUser', { UserName: 'before', NewUserName: 'After' });
    expect(User).toMatchObject({ UserId, UserName: 'After' });
    await refused(server.root, 'GetUser', { UserName: 'before' }, noUser);

    const renamed = server.client(AccessKey as { AccessKeyId: string; AccessKeySecret: string });
    const caller = await renamed.call('2015-04-01', 'GetCallerIdentity');
    expect(caller.body.Arn).toBe(`acs:ram::${server.accountId}:user/After`);
    expect(await answer(renamed, 'ListPoliciesForUser', { UserName: 'after' })).toMatchObject({
      Policies: { Policy: [{ PolicyName: 'AdministratorAccess' }] },
    });
  });

  test('changes the case of a name, and nothing when nothing is given', async () => {
    await newUser('casing');
    const shown = { UserName: 'CASING', DisplayName: 'D', Email: 'e@example.com', MobilePhone: '', Comments: 'c' };
    const dates = { CreateDate: 'time', UpdateDate: 'time', UserId: 'user id' };
    const first = await namedAnswer(server.root, 'UpdateUser', { UserName: 'casing', NewUserName: 'CASING' });
    expect(first).toEqual({ User: { ...shown, ...dates } });
    expect(await namedAnswer(server.root, 'UpdateUser', { UserName: 'casing' })).toEqual(first);
  });

  test('refuses by name', async () => {
    await newUser('one');
    await newUser('other');
    await refused(server.root, 'UpdateUser', {}, missing('UserName'));
    await refused(server.root, 'UpdateUser', { UserName: 'nobody', NewComments: 'x' }, noUser);
    await refused(server.otherAccount, 'UpdateUser', { UserName: 'one', NewComments: 'x' }, noUser);
    await refused(server.root, 'UpdateUser', { UserName: 'one', NewUserName: 'OTHER' }, exists);
    for (const [NewUserName, refusal] of wrongUserNames('NewUserName')) {
      await refused(server.root, 'UpdateUser', { UserName: 'one', NewUserName }, refusal);
    }
    await refused(server.root, 'UpdateUser', { UserName: 'one', NewEmail: 'x' }, badFormat('NewEmail'));
    await refused(server.root, 'UpdateUser', { UserName: 'one', NewMobilePhone: 'x' }, badFormat('NewMobilePhone'));
    const longName = { UserName: 'one', NewDisplayName: 'x'.repeat(129) };
    await refused(server.root, 'UpdateUser', longName, tooLong('NewDisplayName'));
  });
});
