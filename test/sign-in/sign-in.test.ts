/** `POST /sign-in` of a running server on both databases: what a user gets for a password, and what ends it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, twoCodes } from '../api/ram/mfa-devices/authenticator-app.js';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../postgres.js';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { keyOf, type SignInBody, signInAt } from './sign-in-client.js';

const RAM = '2015-05-01';
const PASSWORD = 'A-first-passw0rd';

describe('on SQLite', () => declareSuite());
describe.skipIf(postgresMissing)(`on PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, () =>
  declareSuite(newPostgresDatabase),
);

function declareSuite(newDatabase?: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let server: TestServer;
  /** The server's clock: attempts are limited, so each comes when the buckets are full again. */
  let late = 0;
  const nowMs = () => Date.now() + late;

  beforeAll(async () => {
    database = await newDatabase?.();
    server = await startTestServer({
      now: () => new Date(nowMs()),
      ...(database && { store: database.url }),
    });
  });
  afterAll(async () => {
    await server.close();
    await database?.remove();
  });

  const call = (client: SignedClient, action: string, parameters: object = {}, version = RAM, options = {}) =>
    client.call(version, action, { ...parameters }, { date: new Date(nowMs()), ...options });
  const ok = async (...asked: Parameters<typeof call>) => {
    const { status, body } = await call(...asked);
    expect([asked[1], status, status === 200 ? undefined : body]).toEqual([asked[1], 200, undefined]);
    return body;
  };
  const codeOfCall = async (...asked: Parameters<typeof call>) => (await call(...asked)).body.Code;

  async function user(name: string, demands: object = {}, statement?: object): Promise<void> {
    await ok(server.root, 'CreateUser', { UserName: name });
    if (statement) {
      const PolicyDocument = JSON.stringify({ Version: '1', Statement: [statement] });
      const policy = { PolicyName: `of-${name}`, PolicyType: 'Custom' };
      await ok(server.root, 'CreatePolicy', { PolicyName: policy.PolicyName, PolicyDocument });
      await ok(server.root, 'AttachPolicyToUser', { ...policy, UserName: name });
    }
    await ok(server.root, 'CreateLoginProfile', { UserName: name, Password: PASSWORD, ...demands });
  }

  /** Long enough after the one before to be let in. */
  function signIn(UserName: string, more: Partial<SignInBody> = {}) {
    late += 10_000;
    return signInAt(server.url, { Account: server.accountId, UserName, Password: PASSWORD, ...more });
  }

  const sessionOf = async (name: string, more: Partial<SignInBody> = {}): Promise<SignedClient> => {
    const { status, body } = await signIn(name, more);
    expect([status, body.MustDo]).toEqual([200, undefined]);
    return keyOf(server, body);
  };

  /** The app of a device that is bound to the user. */
  async function boundSeed(UserName: string): Promise<string> {
    const { VirtualMFADevice } = await ok(server.root, 'CreateVirtualMFADevice', { VirtualMFADeviceName: UserName });
    const { SerialNumber, Base32StringSeed: seed } = VirtualMFADevice as Record<string, string>;
    await ok(server.root, 'BindMFADevice', { UserName, SerialNumber, ...twoCodes(seed!, nowMs()) });
    return seed!;
  }

  const records = async (name: string) => {
    const all = await server.running.store.audit.list({ operation: 'ConsoleSignin', limit: 1000 });
    return all.filter(it => it.principalArn === `acs:ram::${server.accountId}:user/${name}`);
  };
  const count = (some: readonly { readonly count: number }[]) => some.reduce((sum, it) => sum + it.count, 0);

  test('a session is the user: it may do what the policies of the user allow, in both signatures', async () => {
    await user('alice', {}, { Effect: 'Allow', Action: 'ram:ListUsers', Resource: '*' });
    const { status, headers, body } = await signIn('ALICE');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      AccountId: server.accountId,
      UserId: expect.stringMatching(/^\d{18}$/),
      UserName: 'alice',
      Arn: `acs:ram::${server.accountId}:user/alice`,
      Credentials: {
        AccessKeyId: expect.stringMatching(/^STS\.[A-Za-z0-9]{24}$/),
        AccessKeySecret: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
        SecurityToken: expect.any(String),
        Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
      MfaPresent: false,
    });
    const alice = keyOf(server, body);
    expect(await ok(alice, 'GetCallerIdentity', {}, '2015-04-01')).toMatchObject({
      IdentityType: 'RAMUser',
      UserId: body.UserId,
      Arn: body.Arn,
    });
    await ok(alice, 'ListUsers');
    await ok(alice, 'ListUsers', {}, RAM, { signature: 'v1' });
    expect(await codeOfCall(alice, 'ListGroups')).toBe('NoPermission');
  });

  test('a user who signs in assumes a role that wants a code of a device', async () => {
    await user('coded', {}, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
    const trust = {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { RAM: [`acs:ram::${server.accountId}:root`] },
          Condition: { Bool: { 'acs:MFAPresent': 'true' } },
        },
      ],
    };
    const { Role } = await ok(server.root, 'CreateRole', {
      RoleName: 'careful',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    const assume = async (client: SignedClient) => {
      const asked = { RoleArn: (Role as { Arn: string }).Arn, RoleSessionName: 'session' };
      return (await call(client, 'AssumeRole', asked, '2015-04-01')).status;
    };
    expect(await assume(await sessionOf('coded'))).toBe(403);
    const seed = await boundSeed('coded');
    expect((await signIn('coded')).body.Code).toBe('MfaCodeNeeded');
    const coded = await signIn('coded', { Code: codeOf(seed, 1, nowMs()) });
    expect([coded.status, coded.body.MfaPresent]).toEqual([200, true]);
    expect(await assume(keyOf(server, coded.body))).toBe(200);
  });

  describe('a session ends at the next call', () => {
    const ends: readonly [string, (name: string, session: SignedClient) => Promise<unknown>][] = [
      [
        'when the user changes the password',
        (_, session) => ok(session, 'ChangePassword', { OldPassword: PASSWORD, NewPassword: 'A-second-passw0rd' }),
      ],
      [
        'when an administrator sets another',
        UserName => ok(server.root, 'UpdateLoginProfile', { UserName, Password: 'A-second-passw0rd' }),
      ],
      [
        'when the user has to choose another',
        UserName => ok(server.root, 'UpdateLoginProfile', { UserName, PasswordResetRequired: true }),
      ],
      ['when the login profile is deleted', UserName => ok(server.root, 'DeleteLoginProfile', { UserName })],
      [
        'when it was deleted and made again with the same password',
        async UserName => {
          await ok(server.root, 'DeleteLoginProfile', { UserName });
          await ok(server.root, 'CreateLoginProfile', { UserName, Password: PASSWORD });
        },
      ],
    ];
    test.each(ends)('%s', async (title, end) => {
      const name = title.replaceAll(' ', '-').slice(0, 60);
      await user(name);
      const session = await sessionOf(name);
      await ok(session, 'GetCallerIdentity', {}, '2015-04-01');
      await end(name, session);
      expect(await codeOfCall(session, 'ListUsers')).toBe('InvalidAccessKeyId.NotFound');
    });

    test('when its time is over, which the security preference says', async () => {
      await user('timed');
      await ok(server.root, 'SetSecurityPreference', { LoginSessionDuration: 1 });
      const session = await sessionOf('timed');
      await ok(server.root, 'SetSecurityPreference', { LoginSessionDuration: 6 });
      late += 3_590_000;
      await ok(session, 'GetCallerIdentity', {}, '2015-04-01');
      late += 20_000;
      expect(await codeOfCall(session, 'ListUsers')).toBe('InvalidSecurityToken.Expired');
    });
  });

  test('who has to choose another password may do that and nothing else, and signs in again', async () => {
    await user('fresh', { PasswordResetRequired: true }, { Effect: 'Allow', Action: '*', Resource: '*' });
    const first = await signIn('fresh');
    expect([first.status, first.body.MustDo]).toEqual([200, 'change-password']);
    const session = keyOf(server, first.body);
    expect(await codeOfCall(session, 'ListUsers')).toBe('NoPermission');
    await ok(server.root, 'SetSecurityPreference', { AllowUserToChangePassword: false });
    await ok(session, 'ChangePassword', { OldPassword: PASSWORD, NewPassword: 'A-second-passw0rd' });
    await ok(server.root, 'SetSecurityPreference', { AllowUserToChangePassword: true });
    await ok(await sessionOf('fresh', { Password: 'A-second-passw0rd' }), 'ListUsers');
  });

  test('who has to have a device binds one, and signs in again with its code', async () => {
    await user('bare', { MFABindRequired: true });
    const first = await signIn('bare');
    expect([first.status, first.body.MustDo]).toEqual([200, 'bind-mfa-device']);
    const session = keyOf(server, first.body);
    expect(await codeOfCall(session, 'ChangePassword', { OldPassword: PASSWORD, NewPassword: 'x' })).toBe(
      'NoPermission',
    );
    const { VirtualMFADevice } = await ok(session, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'bare' });
    const { SerialNumber, Base32StringSeed } = VirtualMFADevice as Record<string, string>;
    const codes = twoCodes(Base32StringSeed!, nowMs());
    await ok(session, 'BindMFADevice', { UserName: 'bare', SerialNumber, ...codes });
    const Code = codeOf(Base32StringSeed!, 1, nowMs());
    expect((await signIn('bare', { Code })).body).toMatchObject({ MfaPresent: true });
    expect((await signIn('bare', { Code })).body).toMatchObject({ Code: 'SignInRefused' });
  });

  test('what a policy of the user denies stays denied, also where it is a duty', async () => {
    await user(
      'barred',
      { PasswordResetRequired: true },
      { Effect: 'Deny', Action: 'ram:ChangePassword', Resource: '*' },
    );
    const session = keyOf(server, (await signIn('barred')).body);
    const passwords = { OldPassword: PASSWORD, NewPassword: 'A-second-passw0rd' };
    expect(await codeOfCall(session, 'ChangePassword', passwords)).toBe('NoPermission');
  });

  test('all that is wrong is refused in the same words', async () => {
    await user('known');
    const bodies = await Promise.all([
      signIn('known', { Password: 'a-wrong-passw0rd' }),
      signIn('Hunter2-typed-as-a-name'),
      signIn('known', { Account: server.otherAccountId }),
      signIn('known', { Account: '9999999999999999' }),
      signIn('known', { Account: 'no-such-alias' }),
    ]);
    const Message = 'The sign-in was refused. The audit log says why; an administrator can read it.';
    for (const { status, body } of bodies) expect([status, body]).toEqual([401, { Code: 'SignInRefused', Message }]);
  });

  test('the address is one of the networks of the security preference', async () => {
    await user('office');
    await ok(server.root, 'SetSecurityPreference', { LoginNetworkMasks: '192.0.2.0/24' });
    expect((await signIn('office')).status).toBe(401);
    await ok(server.root, 'SetSecurityPreference', { LoginNetworkMasks: '192.0.2.0/24;127.0.0.1' });
    expect((await signIn('office')).status).toBe(200);
    await ok(server.root, 'SetSecurityPreference', { LoginNetworkMasks: '' });
  });

  test('a password that is too old is good for changing it, or for nothing', async () => {
    await user('old');
    await ok(server.root, 'SetPasswordPolicy', { MaxPasswordAge: 1 });
    late += 86_400_000;
    expect((await signIn('old')).body.MustDo).toBe('change-password');
    await ok(server.root, 'SetPasswordPolicy', { HardExpiry: true });
    expect((await signIn('old')).status).toBe(401);
    await ok(server.root, 'SetPasswordPolicy', { MaxPasswordAge: 0, HardExpiry: false });
  });

  test('each attempt is in the audit log with its end, a flood of them as counts, and no secret of any is anywhere', async () => {
    await user('watched');
    const before = await records('watched');
    expect(before).toEqual([]);
    const { body } = await signIn('watched');
    await signIn('watched', { Password: 'Wr0ng-and-secret' });
    const tried = { Account: server.accountId, UserName: 'watched', Password: 'Wr0ng-and-secret' };
    const flood = await Promise.all(Array.from({ length: 40 }, () => signInAt(server.url, tried)));
    const throttled = flood.filter(it => it.status === 429);
    expect(throttled.length).toBeGreaterThanOrEqual(30);
    expect(Number(throttled[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(throttled[0]!.body.Code).toBe('Throttling.SignIn');
    await expect.poll(async () => count(await records('watched')), { timeout: 10_000 }).toBe(42);
    const recorded = await records('watched');
    expect(recorded.length).toBeLessThan(20);
    expect(recorded[0]).toMatchObject({
      operation: 'ConsoleSignin',
      product: 'console',
      outcome: 'OK',
      status: 200,
      accessKeyId: (body.Credentials as Record<string, string>).AccessKeyId,
      sourceAddress: '127.0.0.1',
      parameters: '{"MfaPresent":false}',
    });
    expect(recorded[1]).toMatchObject({ outcome: 'sign-in-refused', status: 401, detail: 'the password is wrong' });
    const unknown = (await records('')).filter(it => it.principalId === 'unknown');
    expect(unknown[0]).toMatchObject({ accountId: server.accountId, detail: 'no user of this name has a password' });
    const secrets = [PASSWORD, 'Wr0ng-and-secret', 'Hunter2', 'A-second-passw0rd', 'a-wrong-passw0rd'];
    const { AccessKeySecret, SecurityToken } = body.Credentials as Record<string, string>;
    const [log, audit] = [server.log, await server.auditText()];
    for (const secret of [...secrets, AccessKeySecret!, SecurityToken!]) {
      expect([secret, log.includes(secret), audit.includes(secret)]).toEqual([secret, false, false]);
    }
  });
}
