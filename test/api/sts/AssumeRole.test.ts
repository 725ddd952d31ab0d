import { beforeAll, describe, expect, test } from 'vitest';
import { sts } from '../../../src/api/sts/product.js';
import { productCalls } from '../../product-calls.js';
import type { SignedClient } from '../../signed-client.js';
import { useMade } from '../../use-made.js';
import { useTestServer } from '../../use-test-server.js';
import { allow, assume, makeRole, sessionOf, trusting } from './roles.js';

const { call, callOk, error, invalid, missing } = productCalls(sts);
const KMS = '2016-01-20';

const server = useTestServer();
const mayAssume = allow('sts:AssumeRole');
/** A user that may assume every role that trusts it. */
const alice = useMade(() => server.user('alice', mayAssume));
const account = () => `acs:ram::${server.accountId}:root`;

/** A role of that name, with policies that allow these actions. */
const role = (name: string, settings: Parameters<typeof makeRole>[2] = {}) =>
  makeRole(server.root, name, { trust: trusting(account()), ...settings });

const DENIED = { status: 403, body: { Code: 'NoPermission' } };
const deniedBy = (PolicyType: string, NoPermissionType = 'ImplicitDeny') => ({
  ...DENIED,
  body: { ...DENIED.body, AccessDeniedDetail: { AuthAction: 'sts:AssumeRole', PolicyType, NoPermissionType } },
});

describe('a session', () => {
  test('is answered whole, and is who it says', async () => {
    const arn = await role('Whole');
    const before = Date.now();
    const answer = await callOk(alice, 'AssumeRole', { RoleArn: arn.toLowerCase(), RoleSessionName: 'ci.4@x_y-z' });
    const { AssumedRoleUser, Credentials, ...rest } = answer as {
      AssumedRoleUser: object;
      Credentials: object;
    } & object;
    const { Role } = (await server.root.call('2015-05-01', 'GetRole', { RoleName: 'whole' })).body;
    const { RoleId } = Role as { RoleId: string };
    expect(rest).toEqual({});
    expect(AssumedRoleUser).toEqual({ Arn: `${arn}/ci.4@x_y-z`, AssumedRoleId: `${RoleId}:ci.4@x_y-z` });
    expect(Credentials).toEqual({
      AccessKeyId: expect.stringMatching(/^STS\.[A-Za-z0-9]{24}$/),
      AccessKeySecret: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
      SecurityToken: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const seconds = (Date.parse((Credentials as { Expiration: string }).Expiration) - before) / 1000;
    expect(Math.round(seconds / 10)).toBe(360);
    expect(await callOk(sessionOf(server, answer), 'GetCallerIdentity')).toEqual({
      IdentityType: 'AssumedRoleUser',
      AccountId: server.accountId,
      PrincipalId: `${RoleId}:ci.4@x_y-z`,
      RoleId,
      Arn: `${arn}/ci.4@x_y-z`,
    });
  });

  test.each(['v1', 'v3', 'v3-sm3'] as const)('signs with %s, in every place and at every product', async signature => {
    const arn = await role(`signs-${signature}`, { allowed: ['kms:*', 'ram:*', 'yundun-cert:*'] });
    const session = await assume(server, alice, arn);
    for (const method of ['GET', 'POST'] as const) {
      for (const place of method === 'GET' ? (['query'] as const) : (['query', 'form'] as const)) {
        const options = { signature, method, place };
        const codes = [
          await session.call('2020-06-30', 'DescribeCACertificateCount', {}, options),
          await session.call(KMS, 'ListKeys', {}, options),
          await session.call('2015-05-01', 'ListRoles', {}, options),
          await session.call('2015-04-01', 'GetCallerIdentity', {}, options),
        ].map(it => [it.status, it.body.Code]);
        expect(codes).toEqual(Array(4).fill([200, undefined]));
      }
    }
  });

  test('is a new one with each call, and the earlier ones stay good', async () => {
    const arn = await role('many');
    const first = await assume(server, alice, arn);
    const second = await assume(server, alice, arn);
    for (const session of [first, second, first]) {
      expect(await callOk(session, 'GetCallerIdentity')).toMatchObject({ Arn: `${arn}/test` });
    }
  });

  test('ends with its role, and does not come back with a role of the same name', async () => {
    const arn = await role('ends', { allowed: ['kms:ListKeys'] });
    const session = await assume(server, alice, arn);
    const listing = async () => (await session.call(KMS, 'ListKeys')).body.Code;
    expect(await listing()).toBeUndefined();
    const attachment = { RoleName: 'ends', PolicyName: 'of-ends', PolicyType: 'Custom' };
    await server.root.call('2015-05-01', 'DetachPolicyFromRole', attachment);
    expect(await listing()).toBe('Forbidden.NoPermission');
    await server.root.call('2015-05-01', 'AttachPolicyToRole', attachment);
    expect(await listing()).toBeUndefined();
    await server.root.call('2015-05-01', 'DetachPolicyFromRole', attachment);
    await server.root.call('2015-05-01', 'DeletePolicy', { PolicyName: 'of-ends' });
    await server.root.call('2015-05-01', 'DeleteRole', { RoleName: 'ends' });
    expect((await call(session, 'GetCallerIdentity')).body.Code).toBe('InvalidAccessKeyId.NotFound');
    await role('ends');
    expect((await call(session, 'GetCallerIdentity')).body.Code).toBe('InvalidAccessKeyId.NotFound');
  });

  test('that calls itself like a user has none of its keys', async () => {
    const arn = await role('named-alice', { allowed: ['ram:*'], resource: `acs:ram:*:${server.accountId}:user/alice` });
    const session = await assume(server, alice, arn, { RoleSessionName: 'alice' });
    expect((await session.call('2015-05-01', 'CreateAccessKey')).body).toMatchObject({
      Code: 'NoPermission',
      AccessDeniedDetail: { AuthResource: `acs:ram:*:${server.accountId}:user/*` },
    });
    const ofAll = await assume(server, alice, await role('named-anyone', { allowed: ['ram:*'] }));
    expect((await ofAll.call('2015-05-01', 'CreateAccessKey')).body.Code).toBe('EntityNotExist.User');
  });
});

describe('who may assume a role', () => {
  const attempt = (who: SignedClient, RoleArn: string, more: object = {}) =>
    call(who, 'AssumeRole', { RoleArn, RoleSessionName: 'test', ...more });

  test('not the account itself', async () => {
    expect(await attempt(server.root, await role('not-by-root'))).toMatchObject({
      status: 403,
      body: { Code: 'NoPermission', Message: 'Roles may not be assumed by root accounts.' },
    });
  });

  test('nobody whose own policies do not allow it, on this role', async () => {
    const arn = await role('own-policies');
    const other = `acs:ram:*:${server.accountId}:role/other`;
    const who = [await server.user('without'), await server.user('with-another', allow('sts:AssumeRole', other))];
    for (const user of who) {
      expect(await attempt(user, arn)).toMatchObject(deniedBy('AccountLevelIdentityBasedPolicy'));
    }
    const exact = await server.user(
      'with-this',
      allow('sts:AssumeRole', `acs:ram:*:${server.accountId}:role/OWN-policies`),
    );
    expect(await attempt(exact, arn)).toMatchObject({ status: 200 });
  });

  test.each<[string, () => object, boolean]>([
    ['the account', () => ({ RAM: account() }), true],
    ['the user', () => ({ RAM: [`acs:ram::${server.accountId}:user/alice`] }), true],
    ['another account', () => ({ RAM: `acs:ram::${server.otherAccountId}:root` }), false],
    ['a service', () => ({ Service: ['ecs.aliyuncs.com'] }), false],
    ['an identity provider', () => ({ Federated: `acs:ram::${server.accountId}:oidc-provider/ci` }), false],
  ])('a role that trusts %s', async (whom, Principal, allowed) => {
    await alice.call('2015-04-01', 'GetCallerIdentity');
    const arn = await role(`trusts-${whom.replaceAll(' ', '-')}`, { trust: trusting(Principal()) });
    expect(await attempt(alice, arn)).toMatchObject(allowed ? { status: 200 } : deniedBy('AssumeRolePolicy'));
  });

  test('a trust policy may deny, and may name another user', async () => {
    await server.user('bob', mayAssume);
    const bob = { RAM: `acs:ram::${server.accountId}:user/bob` };
    expect(await attempt(alice, await role('trusts-bob', { trust: trusting(bob) }))).toMatchObject(
      deniedBy('AssumeRolePolicy'),
    );
    const Statement = [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: account() } },
      { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { RAM: `acs:ram::${server.accountId}:user/alice` } },
    ];
    expect(await attempt(alice, await role('denies', { trust: { Version: '1', Statement } }))).toMatchObject(
      deniedBy('AssumeRolePolicy', 'ExplicitDeny'),
    );
  });

  test.each<[string, object, object, boolean]>([
    ['ExternalId', { StringEquals: { 'sts:ExternalId': 'tenant-42' } }, { ExternalId: 'tenant-42' }, true],
    ['ExternalId', { StringEquals: { 'sts:ExternalId': 'tenant-42' } }, { ExternalId: 'tenant-43' }, false],
    ['ExternalId', { StringEquals: { 'sts:ExternalId': 'tenant-42' } }, {}, false],
    ['SourceIp', { IpAddress: { 'acs:SourceIp': '127.0.0.0/8' } }, {}, true],
    ['SourceIp', { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } }, {}, false],
    ['SourceIdentity', { StringLike: { 'sts:SourceIdentity': 'a*' } }, { SourceIdentity: 'alice' }, true],
    ['SourceIdentity', { StringLike: { 'sts:SourceIdentity': 'a*' } }, { SourceIdentity: 'bob' }, false],
    ['SourceIdentity', { StringLike: { 'sts:SourceIdentity': '*' } }, {}, false],
    ['SecureTransport', { Bool: { 'acs:SecureTransport': 'true' } }, {}, false],
    ['CurrentTime', { DateGreaterThan: { 'acs:CurrentTime': '2020-01-01T00:00:00Z' } }, {}, true],
  ])('under a condition on %s: %j with %j', async (key, Condition, more, allowed) => {
    const name = `condition-${key}-${Object.values(more).join()}-${allowed}-${JSON.stringify(Condition).length}`;
    const arn = await role(name.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 64), {
      trust: trusting({ RAM: account() }, Condition),
    });
    expect(await attempt(alice, arn, more)).toMatchObject(allowed ? { status: 200 } : deniedBy('AssumeRolePolicy'));
  });

  test('a change of the trust policy counts for the next call', async () => {
    const arn = await role('changes-its-mind');
    expect(await attempt(alice, arn)).toMatchObject({ status: 200 });
    const NewAssumeRolePolicyDocument = JSON.stringify(trusting({ Service: 'ecs.aliyuncs.com' }));
    await server.root.call('2015-05-01', 'UpdateRole', { RoleName: 'changes-its-mind', NewAssumeRolePolicyDocument });
    expect(await attempt(alice, arn)).toMatchObject(deniedBy('AssumeRolePolicy'));
  });

  test('a role that is not there looks absent to who may assume it, and to nobody else', async () => {
    const absent = `acs:ram::${server.accountId}:role/absent`;
    expect(await attempt(alice, absent)).toEqual(error('EntityNotExist.Role', 'The specified Role not exists .', 404));
    expect(await attempt(await server.user('blind'), absent)).toMatchObject(
      deniedBy('AccountLevelIdentityBasedPolicy'),
    );
  });
});

describe('across accounts', () => {
  const foreign = useMade(async () => {
    const trust = trusting({ RAM: account() });
    return { arn: await makeRole(server.otherAccount, 'for-partners', { trust, allowed: ['kms:*', 'sts:*'] }) };
  });

  test('both sides have to allow it, and the session belongs to the account of the role', async () => {
    const session = await assume(server, alice, foreign.arn);
    expect(await callOk(session, 'GetCallerIdentity')).toMatchObject({ AccountId: server.otherAccountId });
    const { KeyMetadata } = (await session.call(KMS, 'CreateKey')).body;
    expect(KeyMetadata).toMatchObject({ Creator: server.otherAccountId });
    const without = await server.user(
      'without-partners',
      allow('sts:AssumeRole', `acs:ram:*:${server.accountId}:role/*`),
    );
    expect(await call(without, 'AssumeRole', { RoleArn: foreign.arn, RoleSessionName: 'test' })).toMatchObject(
      deniedBy('AccountLevelIdentityBasedPolicy'),
    );
  });

  test('a role that is not there is refused as one that does not trust the caller', async () => {
    const closed = await makeRole(server.otherAccount, 'closed', {
      trust: trusting({ RAM: `acs:ram::${server.otherAccountId}:root` }),
    });
    const answers = [closed, closed.replace('closed', 'absent')].map(async RoleArn => {
      const { status, body } = await call(alice, 'AssumeRole', { RoleArn, RoleSessionName: 'test' });
      const { EncodedDiagnosticMessage, ...detail } = body.AccessDeniedDetail as Record<string, string>;
      const told = Buffer.from(EncodedDiagnosticMessage ?? '', 'base64url').toString();
      const { Sealed: _, ...diagnosis } = JSON.parse(told) as Record<string, unknown>;
      return JSON.stringify([status, body.Code, body.Message, detail, diagnosis]).replaceAll('absent', 'closed');
    });
    const [ofClosed, ofAbsent] = await Promise.all(answers);
    expect(ofClosed).toContain('AssumeRolePolicy');
    expect(ofAbsent).toBe(ofClosed);
  });
});

describe('a session that assumes a role', () => {
  const chain = useMade(async () => {
    const first = await role('first', { allowed: ['sts:AssumeRole'], maxSeconds: 43_200 });
    const trust = trusting({ RAM: `acs:ram::${server.accountId}:role/first` });
    const second = await role('second', { trust, allowed: ['kms:ListKeys'], maxSeconds: 43_200 });
    return { first, second };
  });

  test('is named by its role, and no user gets there', async () => {
    const session = await assume(server, await assume(server, alice, chain.first), chain.second);
    expect(await callOk(session, 'GetCallerIdentity')).toMatchObject({ Arn: `${chain.second}/test` });
    expect((await session.call(KMS, 'ListKeys')).status).toBe(200);
    expect(await call(alice, 'AssumeRole', { RoleArn: chain.second, RoleSessionName: 'test' })).toMatchObject(
      deniedBy('AssumeRolePolicy'),
    );
  });

  test('gets an hour at most', async () => {
    const session = await assume(server, alice, chain.first, { DurationSeconds: 43_200 });
    const asking = (DurationSeconds: number) =>
      call(session, 'AssumeRole', { RoleArn: chain.second, RoleSessionName: 'test', DurationSeconds });
    expect(await asking(3600)).toMatchObject({ status: 200 });
    expect(await asking(3601)).toEqual(
      error('InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/1hr.'),
    );
  });

  test('keeps its source identity', async () => {
    const session = await assume(server, alice, chain.first, { SourceIdentity: 'alice@example.com' });
    const further = (more: object) =>
      call(session, 'AssumeRole', { RoleArn: chain.second, RoleSessionName: 'test', ...more });
    expect(await further({})).toMatchObject({ status: 200, body: { SourceIdentity: 'alice@example.com' } });
    expect(await further({ SourceIdentity: 'alice@example.com' })).toMatchObject({ status: 200 });
    expect(await further({ SourceIdentity: 'mallory' })).toEqual(
      error(
        'InvalidParameter.SourceIdentity',
        'The parameter SourceIdentity is wrongly formed. The session has another one, which it cannot change.',
      ),
    );
  });
});

describe('a session policy', () => {
  const narrow = useMade(async () => ({ arn: await role('narrow', { allowed: ['kms:ListKeys', 'kms:ListAliases'] }) }));

  test('leaves what both allow', async () => {
    const Policy = JSON.stringify(allow('kms:ListKeys', '*', 'kms:ListSecrets'));
    const session = await assume(server, alice, narrow.arn, { Policy });
    const codeOf = async (action: string) => (await session.call(KMS, action)).body;
    expect(await codeOf('ListKeys')).toMatchObject({ TotalCount: expect.any(Number) });
    expect(await codeOf('ListAliases')).toMatchObject({ AccessDeniedDetail: { PolicyType: 'SessionPolicy' } });
    expect(await codeOf('ListSecrets')).toMatchObject({
      AccessDeniedDetail: { PolicyType: 'AccountLevelIdentityBasedPolicy' },
    });
  });

  test('binds a session that assumes a further role', async () => {
    const open = await role('open', { allowed: ['sts:AssumeRole'] });
    const session = await assume(server, alice, open, { Policy: JSON.stringify(allow('kms:*')) });
    expect(await call(session, 'AssumeRole', { RoleArn: narrow.arn, RoleSessionName: 'test' })).toMatchObject(
      deniedBy('SessionPolicy'),
    );
  });

  test('has to be a policy of at most 2,048 bytes', async () => {
    const asking = (Policy: string) =>
      call(alice, 'AssumeRole', { RoleArn: narrow.arn, RoleSessionName: 'test', Policy });
    const padded = (bytes: number) => JSON.stringify(allow('kms:ListKeys')).padEnd(bytes, ' ');
    expect(await asking(padded(2048))).toMatchObject({ status: 200 });
    const tooLong = error('InvalidParameter.PolicySize', 'The size of Policy must be smaller than 2048 bytes.');
    expect(await asking(padded(2049))).toEqual(tooLong);
    expect(await asking(JSON.stringify(allow('kms:ListKeys', `acs:kms:*:*:${'钥'.repeat(660)}`)))).toEqual(tooLong);
    for (const document of ['{', '[]', '{"Version":"1","Statement":[]}', '{"Version":"2","Statement":[]}']) {
      expect(await asking(document)).toEqual(
        error(
          'InvalidParameter.PolicyGrammar',
          expect.stringMatching(/^The parameter Policy has not passed grammar check\. ./) as string,
        ),
      );
    }
  });
});

describe('parameters', () => {
  const given = useMade(async () => ({ RoleArn: await role('parameters'), RoleSessionName: 'test' }));
  const asking = (changes: object) => call(alice, 'AssumeRole', { ...given, ...changes });

  test('two are needed', async () => {
    expect(await asking({ RoleArn: undefined })).toEqual(missing('RoleArn'));
    expect(await asking({ RoleSessionName: undefined })).toEqual(missing('RoleSessionName'));
  });

  test.each([
    ['RoleArn', 'deploy'],
    ['RoleArn', 'acs:ram::1000000000000001:user/alice'],
    ['RoleArn', 'acs:ram:*:1000000000000001:role/a'],
    ['RoleArn', 'acs:ram::1000000000000001:role/a/b'],
    ['RoleArn', `acs:ram::1000000000000001:role/${'a'.repeat(65)}`],
    ['RoleSessionName', 'a'],
    ['RoleSessionName', 'a'.repeat(65)],
    ['RoleSessionName', 'a b'],
    ['RoleSessionName', 'a/b'],
    ['RoleSessionName', 'a:b'],
    ['DurationSeconds', 899],
    ['DurationSeconds', 43_201],
    ['DurationSeconds', '1e3'],
    ['ExternalId', 'a'],
    ['ExternalId', 'a'.repeat(1225)],
    ['ExternalId', 'a b'],
    ['SourceIdentity', 'a'],
    ['SourceIdentity', 'a'.repeat(65)],
    ['SourceIdentity', 'a b'],
  ])('%s is not %s', async (name, value) => {
    expect(await asking({ [name]: value })).toEqual(invalid(name));
  });

  test('a session lasts as long as its role allows at most', async () => {
    expect(await asking({ DurationSeconds: 900 })).toMatchObject({ status: 200 });
    expect(await asking({ DurationSeconds: 3601 })).toEqual(
      error('InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/1hr.'),
    );
    const RoleArn = await role('long', { maxSeconds: 5400 });
    expect(await asking({ RoleArn, DurationSeconds: 5400 })).toMatchObject({ status: 200 });
    expect(await asking({ RoleArn, DurationSeconds: 5401 })).toEqual(
      error('InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/90min.'),
    );
  });
});

describe('tokens', () => {
  const codeOf = async (client: SignedClient, signature: 'v1' | 'v3') =>
    (await client.call('2015-04-01', 'GetCallerIdentity', {}, { signature })).body.Code;

  test.each(['v1', 'v3'] as const)('that are no token of the key are refused, signed with %s', async signature => {
    const arn = await role(`tokens-${signature}`);
    const [one, other] = [
      await callOk(alice, 'AssumeRole', { RoleArn: arn, RoleSessionName: 'one' }),
      await callOk(alice, 'AssumeRole', { RoleArn: arn, RoleSessionName: 'other' }),
    ].map(it => it.Credentials as { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string });
    const { SecurityToken: token = '' } = one!;
    const with_ = (securityToken: string | undefined) => codeOf(server.client(one!, securityToken), signature);
    expect(await with_(token)).toBeUndefined();
    expect(await with_(undefined)).toBe('MissingSecurityToken');
    expect(await with_(other!.SecurityToken)).toBe('InvalidSecurityToken.MismatchWithAccessKey');
    for (const forged of [
      token.slice(0, -1),
      `${token}A`,
      `${token.startsWith('B') ? 'C' : 'B'}${token.slice(1)}`,
      token.replace(/.(?=.{8}$)/, last => (last === 'A' ? 'B' : 'A')),
      'CAISxxxx',
    ]) {
      expect(await with_(forged)).toBe('InvalidSecurityToken.Malformed');
    }
    const otherSecret = { AccessKeyId: one!.AccessKeyId, AccessKeySecret: other!.AccessKeySecret };
    expect(await codeOf(server.client(otherSecret, token), signature)).toBe('SignatureDoesNotMatch');
  });
});

describe('what is written down', () => {
  let secrets: string[];
  beforeAll(async () => {
    const bottom = await role('bottom', { allowed: ['sts:AssumeRole'] });
    const top = await role('top', { trust: trusting({ RAM: `acs:ram::${server.accountId}:role/bottom` }) });
    const one = await callOk(alice, 'AssumeRole', {
      RoleArn: bottom,
      RoleSessionName: 'on-record',
      SourceIdentity: 'bob@example.com',
    });
    const session = sessionOf(server, one);
    const two = await callOk(session, 'AssumeRole', { RoleArn: top, RoleSessionName: 'chained' });
    await callOk(sessionOf(server, two), 'GetCallerIdentity');
    secrets = [one, two].flatMap(it => {
      const { AccessKeySecret, SecurityToken } = it.Credentials as Record<string, string>;
      return [AccessKeySecret ?? '', SecurityToken ?? ''];
    });
  });

  test('says who is behind each call', async () => {
    const records = (await server.auditText()).split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
    const arn = (rest: string) => `acs:ram::${server.accountId}:${rest}`;
    expect(records.find(it => String(it.parameters).includes('on-record'))).toMatchObject({
      principalType: 'user',
      principalArn: arn('user/alice'),
      parameters: expect.stringContaining('bob@example.com'),
    });
    expect(records.find(it => String(it.parameters).includes('"chained"'))).toMatchObject({
      principalType: 'role',
      principalArn: arn('role/bottom/on-record'),
      assumedBy: arn('user/alice'),
      sourceIdentity: 'bob@example.com',
      accessKeyId: expect.stringMatching(/^STS\./),
    });
    expect(records.find(it => it.principalArn === arn('role/top/chained'))).toMatchObject({
      operation: 'GetCallerIdentity',
      assumedBy: arn('role/bottom/on-record'),
      sourceIdentity: 'bob@example.com',
    });
  });

  test('finds the sessions of who assumed a role', async () => {
    const principal = `acs:ram::${server.accountId}:role/bottom/on-record`;
    const found = await server.running.store.audit.list({ principal });
    expect(found.map(it => it.principalArn)).toEqual([principal, `acs:ram::${server.accountId}:role/top/chained`]);
  });

  test('holds neither secrets nor tokens', async () => {
    const written = server.log + (await server.auditText());
    for (const secret of secrets) expect(written).not.toContain(secret);
  });
});
