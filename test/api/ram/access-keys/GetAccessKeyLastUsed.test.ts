import { beforeAll, describe, expect, test } from 'vitest';
import type { AccessKeyPair } from '../../../server.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, noAccessKey, noUser, refused } from '../calls.js';

describe('GetAccessKeyLastUsed', () => {
  let key: AccessKeyPair;
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });
  beforeAll(async () => {
    await answer(server.root, 'CreateUser', { UserName: 'alice' });
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
    key = (await answer(server.root, 'CreateAccessKey', { UserName: 'alice' })).AccessKey as AccessKeyPair;
  });

  const lastUsed = async (UserAccessKeyId = key.AccessKeyId, UserName: string | undefined = 'Alice') => {
    const answered = await answer(server.root, 'GetAccessKeyLastUsed', { UserAccessKeyId, UserName });
    const { LastUsedDate } = answered.AccessKeyLastUsed as { LastUsedDate: string };
    expect(answered).toEqual({ AccessKeyLastUsed: { LastUsedDate } });
    return LastUsedDate;
  };
  const use = () => server.client(key).call('2015-05-01', 'ListUsers');

  test('is empty before the first use, then the time of a use, also of one that was refused, to the minute', async () => {
    expect(await lastUsed()).toBe('');
    expect((await use()).status).toBe(403);
    const first = await lastUsed();
    expect(Math.abs(Date.parse(first) - Date.now())).toBeLessThan(5000);
    secondsAhead = 50;
    await use();
    expect(await lastUsed()).toBe(first);
    secondsAhead = 62;
    await use();
    expect(Date.parse(await lastUsed()) - Date.parse(first)).toBeGreaterThanOrEqual(60_000);
  });

  test('does not count a request whose signature is wrong', async () => {
    const before = await lastUsed();
    secondsAhead = 200;
    const forger = server.client({ ...key, AccessKeySecret: 'x'.repeat(30) });
    expect((await forger.call('2015-05-01', 'ListUsers')).status).toBe(400);
    expect(await lastUsed()).toBe(before);
  });

  test('without a name is about a key of the caller', async () => {
    const own = server.rootAccessKey.AccessKeyId;
    const { AccessKeyLastUsed } = await answer(server.root, 'GetAccessKeyLastUsed', { UserAccessKeyId: own });
    expect(AccessKeyLastUsed).toEqual({ LastUsedDate: expect.stringMatching(/^\d{4}-/) });
  });

  test('refuses by name', async () => {
    const UserAccessKeyId = key.AccessKeyId;
    await refused(server.root, 'GetAccessKeyLastUsed', { UserName: 'alice' }, missing('UserAccessKeyId'));
    await refused(server.root, 'GetAccessKeyLastUsed', { UserAccessKeyId, UserName: 'nobody' }, noUser);
    await refused(server.root, 'GetAccessKeyLastUsed', { UserAccessKeyId, UserName: 'bob' }, noAccessKey);
    await refused(server.root, 'GetAccessKeyLastUsed', { UserAccessKeyId }, noAccessKey);
    await refused(server.otherAccount, 'GetAccessKeyLastUsed', { UserAccessKeyId, UserName: 'alice' }, noUser);
    await refused(server.otherAccount, 'GetAccessKeyLastUsed', { UserAccessKeyId }, noAccessKey);
  });
});
