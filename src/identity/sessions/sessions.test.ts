import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeyFileSeal } from '../../seal/key-file.js';
import { sealBytes } from '../../seal/sealed.js';
import { randomIdentifiers } from '../identifiers.js';
import { Sessions, type TemporaryKey } from './sessions.js';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const sealOf = (current: number, ...keys: Buffer[]) =>
  new KeyFileSeal({ current, keys: new Map(keys.map((key, index) => [index + 1, Buffer.from(key)])) });
const seal = sealOf(1, oldKey);
const open = (with_: KeyFileSeal = seal) => new Sessions(with_, randomIdentifiers);
const NOW = new Date('2026-01-02T03:04:05.678Z');
const asked = {
  role: { id: '30' },
  name: 'ci',
  seconds: 900,
  assumedBy: 'acs:ram::1:user/alice',
  sourceIdentity: 'bob',
  policy: undefined,
};

let key: TemporaryKey;
beforeEach(async () => {
  key = await open().begin(asked, NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

test('a token holds the session, and its secret', async () => {
  const sessions = open();
  expect(key.accessKeyId).toMatch(/^STS\.[A-Za-z0-9]{24}$/);
  expect(key.accessKeySecret).toMatch(/^[A-Za-z0-9]{44}$/);
  expect(key.endsAt).toEqual(new Date('2026-01-02T03:19:05Z'));
  expect(await sessions.find(key.accessKeyId, key.securityToken, NOW)).toEqual({
    accessKeyId: key.accessKeyId,
    roleId: '30',
    name: 'ci',
    endsAt: key.endsAt.getTime() / 1000,
    assumedBy: asked.assumedBy,
    sourceIdentity: 'bob',
    policy: undefined,
  });
  expect((await sessions.secretOf(key.accessKeyId, key.securityToken)).toString()).toBe(key.accessKeySecret);
});

test('one of a user who has signed in comes back as it was begun', async () => {
  const signedIn = { userId: '20', profile: '7.1', mfaPresent: true, mustDo: 'change-password' } as const;
  const ofUser = await open().beginOfUser({ ...signedIn, seconds: 900 }, NOW);
  expect(await open().find(ofUser.accessKeyId, ofUser.securityToken, NOW)).toEqual({
    ...signedIn,
    accessKeyId: ofUser.accessKeyId,
    endsAt: ofUser.endsAt.getTime() / 1000,
  });
  expect(await open().find(ofUser.accessKeyId, ofUser.securityToken, ofUser.endsAt)).toBe('token-expired');
});

test('nothing of it can be read from the token', () => {
  const bytes = Buffer.from(key.securityToken, 'base64url');
  for (const text of [key.accessKeyId, key.accessKeySecret, 'alice', 'bob', 'roleId']) {
    expect(bytes.includes(text)).toBe(false);
  }
});

test('it ends with its last second', async () => {
  const sessions = open();
  const at = (ms: number) => sessions.find(key.accessKeyId, key.securityToken, new Date(key.endsAt.getTime() + ms));
  expect(await at(-1)).toMatchObject({ name: 'ci' });
  expect(await at(0)).toBe('token-expired');
  // Also where it was opened before.
  expect(await open().find(key.accessKeyId, key.securityToken, key.endsAt)).toBe('token-expired');
});

describe('a token leads to nobody', () => {
  const find = (token: string, accessKeyId = key.accessKeyId) => open().find(accessKeyId, token, NOW);

  test('with the key of another session', async () => {
    const other = await open().begin(asked, NOW);
    expect(await find(key.securityToken, other.accessKeyId)).toBe('token-mismatch');
    const sessions = open();
    for (const each of [key, other]) await sessions.find(each.accessKeyId, each.securityToken, NOW);
    expect(await sessions.find(other.accessKeyId, key.securityToken, NOW)).toBe('token-mismatch');
  });

  test('when one bit of it is another, wherever', async () => {
    const bytes = Buffer.from(key.securityToken, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1 << (index % 8);
      expect([index, await find(changed.toString('base64url'))]).toEqual([index, 'token-malformed']);
    }
  });

  test('when it is cut, or spelled otherwise', async () => {
    for (const length of [1, 7, 40, key.securityToken.length - 1]) {
      expect(await find(key.securityToken.slice(0, length))).toBe('token-malformed');
    }
    for (const spelling of [`${key.securityToken}=`, ` ${key.securityToken}`, `${key.securityToken}AAAA`]) {
      expect(await find(spelling)).toBe('token-malformed');
    }
  });

  test('when another server has sealed it, or this one as something else', async () => {
    const foreign = await open(sealOf(1, newKey)).begin(asked, NOW);
    expect(await find(foreign.securityToken, foreign.accessKeyId)).toBe('token-malformed');
    const marker = await sealBytes(seal, Buffer.from('x'.repeat(100)), 'marker ListUsers 1 {}');
    expect(await find(marker.toString('base64url'))).toBe('token-malformed');
  });
});

test('a server whose seal got a further key opens tokens of before; one that lacks the key of a token does not', async () => {
  const rotated = sealOf(2, oldKey, newKey);
  expect(await open(rotated).find(key.accessKeyId, key.securityToken, NOW)).toMatchObject({ name: 'ci' });
  const later = await open(rotated).begin(asked, NOW);
  expect(await open().find(later.accessKeyId, later.securityToken, NOW)).toBe('token-malformed');
});

test('a session policy comes back compiled', async () => {
  const policy = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}';
  const narrowed = await open().begin({ ...asked, policy }, NOW);
  const found = await open().find(narrowed.accessKeyId, narrowed.securityToken, NOW);
  const [statement] = typeof found === 'object' && 'policy' in found ? (found.policy?.statements ?? []) : [];
  expect([statement?.coversAction('kms:Decrypt'), statement?.coversAction('kms:Encrypt')]).toEqual([true, false]);
});

test('a token is unsealed once in a minute, and strangers keep nothing', async () => {
  vi.useFakeTimers();
  const unwrap = vi.spyOn(seal, 'unwrap');
  const sessions = open();
  const call = async () => {
    await sessions.find(key.accessKeyId, key.securityToken, NOW);
    (await sessions.secretOf(key.accessKeyId, key.securityToken)).fill(0);
  };
  await call();
  vi.advanceTimersByTime(59_999);
  await call();
  expect(unwrap).toHaveBeenCalledTimes(1);
  // What does not open displaces nothing.
  await sessions.find(key.accessKeyId, `${key.securityToken.slice(0, -8)}AAAAAAAA`, NOW);
  await call();
  expect(unwrap).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1);
  await call();
  expect(unwrap).toHaveBeenCalledTimes(3);
  expect((await sessions.secretOf(key.accessKeyId, key.securityToken)).toString()).toBe(key.accessKeySecret);
  unwrap.mockRestore();
});
