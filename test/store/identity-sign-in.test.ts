import { beforeAll, describe, expect, test } from 'vitest';
import { base32 } from '../../src/crypto/one-time-codes.js';
import { neverGone, type Requester } from '../../src/domain/requester.js';
import type { SignedIn, SignInAttempt, SignInFacts, SignInSurroundings } from '../../src/identity/sign-in/attempt.js';
import { RememberedDevices } from '../../src/identity/sign-in/remembered-devices.js';
import { SignIns } from '../../src/identity/sign-in/sign-in.js';
import type { User } from '../../src/identity/users/user.js';
import { codeOf, twoCodes } from '../api/ram/mfa-devices/authenticator-app.js';
import { describeStores } from './each-store.js';
import { GivenIdentities } from './given-identities.js';

const PASSWORD = 'A-first-passw0rd';
const requester: Requester = { id: 'test', gone: neverGone };
const hour = 3_600_000;

describeStores('signing in', subject => {
  let given: GivenIdentities;
  let signIns: SignIns;
  let now = new Date('2026-03-01T12:00:00Z');
  const recorded: SignInFacts[] = [];

  beforeAll(async () => {
    const { store } = subject();
    given = await GivenIdentities.in(store);
    signIns = newSignIns();
  });

  /** As another server of the same store has them. Each attempt has buckets of its own, unless some are given. */
  function newSignIns(
    take: SignInSurroundings['take'] = (key, size, nowMs) =>
      subject().store.throttle.take(`${key} ${now.getTime()}`, size, nowMs),
  ): SignIns {
    const { identity, records, seal } = given;
    return new SignIns(
      {
        users: identity.users,
        profiles: records.loginProfiles,
        devices: identity.mfaDevices,
        remembered: new RememberedDevices(seal),
        settings: identity.accountSettings,
        sessions: identity.sessions,
        seal,
      },
      {
        take,
        record: facts => {
          recorded.push(facts);
          return [];
        },
        recordRefusal: async facts => {
          recorded.push(facts);
        },
      },
      1,
    );
  }

  async function signingUser(name: string, demands = {}): Promise<User> {
    const user = await given.newUser(name);
    const { change } = await given.identity.loginProfiles.create(user, PASSWORD, demands, now, requester);
    await given.store.commit(change);
    return user;
  }

  const attempt = (userName: string, more: Partial<SignInAttempt> = {}): SignInAttempt => ({
    account: given.account,
    userName,
    password: PASSWORD,
    sourceAddress: '192.0.2.7',
    ...more,
  });

  /** Each at another moment, so that only the suite about limits meets them. */
  async function signIn(userName: string, more: Partial<SignInAttempt> = {}, on = signIns): Promise<SignedIn | string> {
    now = new Date(now.getTime() + 1);
    return on.signIn(attempt(userName, more), now, requester).catch((fault: Error) => fault.message);
  }

  async function bound(user: User): Promise<string> {
    const { device, seed, change } = await given.identity.mfaDevices.create(given.account, `${user.name}-phone`, now);
    await given.store.commit(change);
    const text = base32(seed);
    const { AuthenticationCode1, AuthenticationCode2 } = twoCodes(text, now.getTime());
    const serial = `acs:ram::${given.account}:mfa/${device.name}`;
    await given.store.commit(
      await given.identity.mfaDevices.bind(user, serial, [AuthenticationCode1, AuthenticationCode2], now),
    );
    return text;
  }

  const setPolicy = async (policy: object) =>
    given.store.commit((await given.identity.accountSettings.setPasswordPolicy(given.account, policy)).change);
  const setPreference = async (preference: object) =>
    given.store.commit((await given.identity.accountSettings.setSecurityPreference(given.account, preference)).change);

  test('gives who has signed in, by the id and by the alias of the account, and remembers when', async () => {
    const user = await signingUser('Alice');
    const signedIn = {
      accountId: given.account,
      userId: user.id,
      userName: 'Alice',
      arn: `acs:ram::${given.account}:user/Alice`,
      key: expect.any(Object),
      mfaPresent: false,
      mustDo: undefined,
      rememberedBy: undefined,
    };
    const first = await signIn('aLICE');
    expect(first).toEqual(signedIn);
    const { accessKeyId, securityToken, endsAt } = (first as SignedIn).key;
    expect(endsAt.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000 + 6 * hour);
    const { identity } = given;
    const known = await identity.usersWithPassword.byId(user.id);
    expect(await identity.sessions.find(accessKeyId, securityToken, now)).toMatchObject({
      userId: user.id,
      profile: known?.profile,
    });
    await setPreference({ sessionHours: 1 });
    const second = (await signIn('alice')) as SignedIn;
    expect(second.key.endsAt.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000 + hour);
    await setPreference({ sessionHours: 6 });
    await given.store.commit(await given.identity.accountSettings.setAlias(given.account, 'example-ltd'));
    expect(await signIn('alice', { account: 'Example-Ltd' })).toEqual(signedIn);
    expect(await given.identity.loginProfiles.lastSignIn(user)).toEqual(now);
    expect(recorded.at(-1)).toMatchObject({
      accountId: given.account,
      outcome: 'OK',
      sourceAddress: '192.0.2.7',
      user: { id: user.id },
      session: { accessKeyId: expect.stringMatching(/^STS\./), mfaPresent: false },
    });
  });

  test('refuses all in one way, and tells administrators why', async () => {
    await signingUser('Bob');
    await given.newUser('without');
    const before = recorded.length;
    expect(await signIn('bob', { password: 'wrong' })).toBe('sign-in-refused');
    expect(recorded.slice(before)).toMatchObject([{ outcome: 'sign-in-refused', detail: 'the password is wrong' }]);
    for (const nobody of [
      attempt('nobody'),
      attempt('without'),
      attempt('bob', { account: given.otherAccount }),
      attempt('bob', { account: '9999999999999999' }),
      attempt('bob', { account: 'no-such-alias' }),
    ]) {
      expect(await signIn(nobody.userName, nobody)).toBe('sign-in-refused');
    }
    // Of accounts that there are; and no name that was tried, for it may be a password.
    const ofNobody = { user: undefined, detail: 'no user of this name has a password' };
    expect(recorded.slice(before + 1)).toMatchObject([
      { accountId: given.account, ...ofNobody },
      { accountId: given.account, ...ofNobody },
      { accountId: given.otherAccount, ...ofNobody },
    ]);
    expect(JSON.stringify(recorded.slice(before))).not.toMatch(/nobody|without/);
  });

  test('counts wrong passwords of an hour, also of attempts at once and on another server, and then waits', async () => {
    await signingUser('guessed');
    const tries = Array.from({ length: 8 }, () => signIn('guessed', { password: 'wrong' }, newSignIns()));
    expect(new Set(await Promise.all(tries))).toEqual(new Set(['sign-in-refused']));
    expect(await signIn('guessed')).toBe('sign-in-refused');
    expect(recorded.at(-1)?.detail).toBe('too many wrong passwords within an hour');
    now = new Date(now.getTime() + hour);
    expect(await signIn('guessed')).toMatchObject({ userName: 'guessed' });
  });

  test('a right password is no failure, and a code that is missing neither; wrong codes stay counted', async () => {
    const user = await signingUser('careful');
    const seed = await bound(user);
    for (let n = 0; n < 12; n++) expect(await signIn('careful')).toBe('mfa-code-needed');
    for (let n = 0; n < 4; n++) {
      expect(await signIn('careful', { code: '000000' })).toBe('sign-in-refused');
      expect(await signIn('careful')).toBe('mfa-code-needed');
    }
    expect(await signIn('careful', { code: '000000' })).toBe('sign-in-refused');
    now = new Date(now.getTime() + 60_000);
    expect(await signIn('careful', { code: codeOf(seed, 0, now.getTime()) })).toBe('sign-in-refused');
    now = new Date(now.getTime() + hour);
    expect(await signIn('careful', { code: codeOf(seed, 0, now.getTime()) })).toMatchObject({ mfaPresent: true });
  });

  describe('the code of a device', () => {
    test('is good once, within a step of the present one, and not before one that was used', async () => {
      const seed = await bound(await signingUser('coded'));
      const at = (step: number) => ({ code: codeOf(seed, step, now.getTime()) });
      // Binding used the code of now.
      expect(await signIn('coded', at(0))).toBe('sign-in-refused');
      expect(await signIn('coded', at(2))).toBe('sign-in-refused');
      expect(await signIn('coded', at(1))).toMatchObject({ mfaPresent: true });
      expect(await signIn('coded', at(1))).toBe('sign-in-refused');
      now = new Date(now.getTime() + 3 * 30_000);
      const twice = await Promise.all([signIn('coded', at(-1)), signIn('coded', at(-1))]);
      expect(twice.filter(it => typeof it === 'object')).toHaveLength(1);
      expect(await signIn('coded', at(-2))).toBe('sign-in-refused');
    });

    test('is not needed for a week where the account remembers devices, unless the device was bound anew', async () => {
      const user = await signingUser('remembered');
      const seed = await bound(user);
      await setPreference({ mfaIsRemembered: true });
      now = new Date(now.getTime() + 60_000);
      const { rememberedBy } = (await signIn('remembered', { code: codeOf(seed, 0, now.getTime()) })) as SignedIn;
      expect(await signIn('remembered', { rememberedBy })).toMatchObject({ mfaPresent: true });
      expect(await signIn('remembered', { rememberedBy: `${rememberedBy}A` })).toBe('mfa-code-needed');
      await setPreference({ mfaIsRemembered: false });
      expect(await signIn('remembered', { rememberedBy })).toBe('mfa-code-needed');
      await setPreference({ mfaIsRemembered: true });
      now = new Date(now.getTime() + 7 * 24 * hour);
      expect(await signIn('remembered', { rememberedBy })).toBe('mfa-code-needed');
      await setPreference({ mfaIsRemembered: false });
    });
  });

  test('a password that is too old, or to be replaced, is good for choosing another one, or for nothing', async () => {
    await signingUser('first', { resetRequired: true });
    expect(await signIn('first')).toMatchObject({ mustDo: 'change-password' });
    await signingUser('bare', { mfaRequired: true });
    expect(await signIn('bare')).toMatchObject({ mustDo: 'bind-mfa-device' });
    await signingUser('old');
    await setPolicy({ maxAgeDays: 1 });
    expect(await signIn('old')).toMatchObject({ mustDo: undefined });
    now = new Date(now.getTime() + 24 * hour);
    expect(await signIn('old')).toMatchObject({ mustDo: 'change-password' });
    await setPolicy({ hardExpiry: true });
    expect(await signIn('old')).toBe('sign-in-refused');
    await setPolicy({ hardExpiry: false, maxAgeDays: 0 });
  });

  test('comes from the networks that the account names', async () => {
    await signingUser('office');
    await setPreference({ networkMasks: '10.0.0.0/8;2001:db8::/32' });
    expect(await signIn('office')).toBe('sign-in-refused');
    expect(await signIn('office', { sourceAddress: '10.1.2.3' })).toMatchObject({ userName: 'office' });
    expect(await signIn('office', { sourceAddress: '2001:db8::1' })).toMatchObject({ userName: 'office' });
    await setPreference({ networkMasks: '' });
  });

  test('a password that could not be compared, for there was no time, is no failure', async () => {
    await signingUser('patient');
    const gone: Requester = { id: 'gone', gone: () => AbortSignal.abort() };
    for (let n = 0; n < 6; n++) {
      now = new Date(now.getTime() + 1);
      await expect(signIns.signIn(attempt('patient'), now, gone)).rejects.toThrow('Nobody waits');
    }
    expect(await signIn('patient')).toMatchObject({ userName: 'patient' });
  });

  test('is limited by name and by network, whatever is tried, and the refusal is recorded', async () => {
    now = new Date(now.getTime() + 10 * hour);
    await signingUser('one-name');
    const limited = newSignIns((...asked) => subject().store.throttle.take(...asked));
    const throttled = async (attempts: SignInAttempt[]) => {
      const all: string[] = [];
      for (const it of attempts) {
        const outcome = limited.signIn(it, now, requester).then(
          () => 'OK',
          (fault: Error) => fault.message,
        );
        all.push(await outcome);
      }
      return all.filter(it => it === 'sign-in-throttled').length;
    };
    const names = Array.from({ length: 12 }, (_, n) =>
      attempt(`somebody-${n}`, { sourceAddress: `2001:db8:0:9::${n}` }),
    );
    expect(await throttled(names)).toBe(2);
    const places = Array.from({ length: 12 }, (_, n) => attempt('one-name', { sourceAddress: `198.51.100.${n}` }));
    expect(await throttled(places)).toBe(2);
    expect(recorded.at(-1)).toMatchObject({ outcome: 'sign-in-throttled', user: { name: 'one-name' } });
    // A right password does not help, and is not looked at.
    const [last] = places;
    await expect(limited.signIn(last!, now, requester)).rejects.toMatchObject({ details: { retryAfterMs: '10000' } });
  });
});
