import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { sts } from '../../../src/api/sts/product.js';
import { productCalls } from '../../product-calls.js';
import { Scratch } from '../../strangers/commands.js';
import { useMade } from '../../use-made.js';
import { useTestServer } from '../../use-test-server.js';
import { gitHubClaims, type Issuer, kubernetesClaims, register, startIssuer, unregister } from './issuer.js';
import { allow, makeRole, sessionOf, trusting } from './roles.js';

const { error, invalid, missing } = productCalls(sts);
const scratch = new Scratch();
const server = useTestServer();
const issuer: Issuer = useMade(() => startIssuer(scratch));
afterAll(() => issuer.close());

const ci = useMade(async () => {
  const flags = {
    issuer: issuer.url,
    clientId: ['chancery', 'second'],
    caFile: issuer.caFile,
    allowPrivateAddress: true,
  };
  return { arn: await register(server, 'ci', flags) };
});

/** A role that jobs of the repository example/shop may assume. */
const role = (name: string, settings: { readonly sub?: string; readonly maxSeconds?: number } = {}) => {
  const { sub = 'repo:example/shop:*', maxSeconds } = settings;
  const Condition = {
    StringEquals: { 'oidc:aud': 'chancery', 'oidc:iss': issuer.url },
    StringLike: { 'oidc:sub': sub },
  };
  const trust = trusting({ Federated: [ci.arn] }, Condition);
  return makeRole(server.root, name, { trust, allowed: ['kms:ListKeys', 'sts:*'], ...(maxSeconds && { maxSeconds }) });
};
const deploy = useMade(async () => ({ arn: await role('deploy') }));

type Parameters = Record<string, string | undefined>;

/** An unsigned call, as the credentials libraries make it. */
async function call(
  changes: Parameters = {},
  place: 'query' | 'form' | 'form in parts' | 'json' | 'headers' = 'query',
) {
  const own: Parameters = {
    OIDCProviderArn: ci.arn,
    RoleArn: deploy.arn,
    OIDCToken: issuer.token(gitHubClaims('example/shop')),
    RoleSessionName: 'job-1',
    ...changes,
  };
  const common = { Action: 'AssumeRoleWithOIDC', Version: '2015-04-01', Format: 'JSON' };
  const sent = place === 'headers' ? own : { ...common, ...own };
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const form = new URLSearchParams(given).toString();
  const isForm = place === 'form' || place === 'form in parts';
  const { statusCode, body } = await request(isForm || place === 'json' ? server.url : `${server.url}/?${form}`, {
    method: 'POST',
    ...(isForm && {
      // Of a stream nobody says the length beforehand.
      body: place === 'form' ? form : Readable.from([form.slice(0, 100), form.slice(100)]),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    ...(place === 'json' && {
      body: JSON.stringify(own),
      headers: { 'content-type': 'application/json', 'x-acs-action': common.Action, 'x-acs-version': common.Version },
    }),
    ...(place === 'headers' && { headers: { 'x-acs-action': common.Action, 'x-acs-version': common.Version } }),
  });
  const { RequestId: _, HostId: __, Recommend: ___, ...rest } = (await body.json()) as Record<string, unknown>;
  return { status: statusCode, body: rest };
}

const unproven = () =>
  error(
    'AuthenticationFail.OIDCToken.Invalid',
    'This OIDC token is invalid. It was not signed by an OIDC provider of this ARN.',
    401,
  );
const denied = {
  status: 403,
  body: {
    Code: 'AuthenticationFail.NoPermission',
    AccessDeniedDetail: { AuthPrincipalType: 'FederatedUser', PolicyType: 'AssumeRolePolicy' },
  },
};

describe('a job of a CI system', () => {
  test('gets a session without any key, and signs with it', async () => {
    const { status, body } = await call();
    expect(status).toBe(200);
    expect(body).toEqual({
      AssumedRoleUser: { Arn: `${deploy.arn}/job-1`, AssumedRoleId: expect.stringMatching(/^\d{18}:job-1$/) },
      Credentials: {
        AccessKeyId: expect.stringMatching(/^STS\./),
        AccessKeySecret: expect.any(String),
        SecurityToken: expect.any(String),
        Expiration: expect.stringMatching(/Z$/),
      },
      OIDCTokenInfo: {
        Subject: 'repo:example/shop:ref:refs/heads/main',
        Issuer: issuer.url,
        ClientIds: 'chancery',
        IssuanceTime: expect.stringMatching(/Z$/),
        ExpirationTime: expect.stringMatching(/Z$/),
        VerificationInfo: 'Success',
      },
    });
    const session = sessionOf(server, body);
    expect((await session.call('2016-01-20', 'ListKeys')).status).toBe(200);
    expect((await session.call('2015-04-01', 'GetCallerIdentity')).body).toMatchObject({ Arn: `${deploy.arn}/job-1` });
  });

  test.each(['query', 'form', 'form in parts', 'json', 'headers'] as const)(
    'with parameters in the %s',
    async place => {
      expect(await call({}, place)).toMatchObject({ status: 200 });
    },
  );

  test('may sign as well: what signs is not looked at', async () => {
    const parameters = {
      OIDCProviderArn: ci.arn,
      RoleArn: deploy.arn,
      OIDCToken: issuer.token(gitHubClaims('example/shop')),
      RoleSessionName: 'signed',
    };
    const nobody = server.client({ AccessKeyId: 'LTAInobody', AccessKeySecret: 'x' });
    for (const signature of ['v1', 'v3'] as const) {
      const { status } = await nobody.call('2015-04-01', 'AssumeRoleWithOIDC', parameters, { signature });
      expect(status).toBe(200);
    }
  });

  test('the issuer is asked once for its keys', async () => {
    for (let i = 0; i < 3; i++) await call();
    expect(issuer.asked.filter(path => path === '/keys')).toHaveLength(1);
  });
});

test('a pod of Kubernetes is known by its service account', async () => {
  const RoleArn = await role('pod', { sub: 'system:serviceaccount:pki:signer' });
  const of = (account: string) => call({ RoleArn, OIDCToken: issuer.token(kubernetesClaims('pki', account)) });
  expect(await of('signer')).toMatchObject({ status: 200 });
  expect(await of('other')).toMatchObject(denied);
});

describe('the trust policy decides alone', () => {
  test.each<[string, object]>([
    ['another repository', gitHubClaims('mallory/shop')],
    ['a name that begins alike', gitHubClaims('example/shop2')],
    ['another audience of the provider', gitHubClaims('example/shop', 'refs/heads/main', 'second')],
  ])('%s is denied', async (_what, claims) => {
    expect(await call({ OIDCToken: issuer.token(claims) })).toMatchObject(denied);
  });

  test('a role that does not name the provider is not assumed, and looks like one that is not there', async () => {
    const account = { RAM: `acs:ram::${server.accountId}:root` };
    const ofAccount = await makeRole(server.root, 'of-account', { trust: trusting(account) });
    const of = async (RoleArn: string) => {
      const { status, body } = await call({ RoleArn });
      const { EncodedDiagnosticMessage: _, ...detail } = body.AccessDeniedDetail as Record<string, string>;
      return JSON.stringify([status, body.Code, body.Message, detail]).replaceAll('absentrole', 'of-account');
    };
    expect(await call({ RoleArn: ofAccount })).toMatchObject(denied);
    expect(await of(ofAccount.replace('of-account', 'absentrole'))).toBe(await of(ofAccount));
  });

  test('nobody gets there by AssumeRole', async () => {
    const user = await server.user('alice', allow('sts:*'));
    const parameters = { RoleArn: deploy.arn, RoleSessionName: 'test' };
    expect((await user.call('2015-04-01', 'AssumeRole', parameters)).body.Code).toBe('NoPermission');
  });
});

describe('a token is refused', () => {
  test('that nobody has signed, for another provider, or when the provider is removed', async () => {
    const good = issuer.token(gitHubClaims('example/shop'));
    const [header, , signature] = good.split('.');
    const payload = Buffer.from(JSON.stringify({ iss: issuer.url, sub: 'repo:example/shop:x', aud: 'chancery' }));
    for (const OIDCToken of ['none', `${header}.${payload.toString('base64url')}.${signature}`, `${good}A`]) {
      expect(await call({ OIDCToken })).toEqual(unproven());
    }
    expect(await call({ OIDCProviderArn: `acs:ram::${server.accountId}:oidc-provider/absent` })).toEqual(unproven());
    expect(await call({ OIDCProviderArn: `acs:ram::${server.otherAccountId}:oidc-provider/ci` })).toEqual(unproven());
    const flags = { issuer: issuer.url, clientId: ['chancery'], caFile: issuer.caFile, allowPrivateAddress: true };
    const OIDCProviderArn = await register(server, 'short', flags);
    expect(await call({ OIDCProviderArn })).toMatchObject(denied);
    await unregister(server, 'short');
    expect(await call({ OIDCProviderArn })).toEqual(unproven());
  });

  test('that has expired, or is for somebody else', async () => {
    const now = Date.now() / 1000;
    const of = (claims: object) => call({ OIDCToken: issuer.token({ ...gitHubClaims('example/shop'), ...claims }) });
    expect(await of({ exp: now - 120 })).toEqual(
      error('AuthenticationFail.OIDCToken.Expired', 'This OIDC token has expired. It has expired (exp).', 401),
    );
    expect(await of({ aud: 'elsewhere' })).toEqual(
      error(
        'AuthenticationFail.OIDCToken.Invalid',
        'This OIDC token is invalid. None of its audiences (aud) is a client id of the provider.',
        401,
      ),
    );
  });

  test.each<[string, object, string]>([
    [
      'at a private address that was not allowed',
      { issuer: 'https://localhost:1', allowPrivateAddress: false },
      'private network',
    ],
    ['with a certificate that was not pinned', { fingerprint: ['00'.repeat(20)] }, 'fingerprints'],
    ['with a certificate of a CA that is not trusted', { caFile: undefined }, 'self-signed'],
    ['that is not there', { issuer: 'https://127.0.0.1:1' }, 'ECONNREFUSED'],
  ])('of an issuer %s, and the log says why', async (what, changes, logged) => {
    const flags = { issuer: issuer.url, clientId: ['chancery'], caFile: issuer.caFile, allowPrivateAddress: true };
    const name = what.replaceAll(' ', '-').toLowerCase();
    const OIDCProviderArn = await register(server, name, { ...flags, ...changes });
    const iss = 'issuer' in changes ? { iss: changes.issuer } : {};
    expect(
      await call({ OIDCProviderArn, OIDCToken: issuer.token({ ...gitHubClaims('example/shop'), ...iss }) }),
    ).toEqual(unproven());
    const line = server.log.split('\n').find(it => it.includes(`oidc-provider/${name}"`));
    expect(line).toContain('the keys of an OIDC provider could not be had');
    expect(line).toContain(logged);
  });
});

test('a pinned certificate, or keys that are given, are enough', async () => {
  const flags = { issuer: issuer.url, clientId: ['chancery'] };
  const pinned = { ...flags, caFile: issuer.caFile, allowPrivateAddress: true, fingerprint: [issuer.fingerprint] };
  expect(await call({ OIDCProviderArn: await register(server, 'pinned', pinned) })).toMatchObject(denied);
  const keySetFile = scratch.write('keys.json', issuer.keySet);
  expect(await call({ OIDCProviderArn: await register(server, 'given', { ...flags, keySetFile }) })).toMatchObject(
    denied,
  );
});

describe('parameters', () => {
  test.each(['OIDCProviderArn', 'RoleArn', 'OIDCToken', 'RoleSessionName'])('%s is needed', async name => {
    expect(await call({ [name]: undefined })).toEqual(missing(name));
  });

  test.each([
    ['OIDCProviderArn', 'acs:ram::1:saml-provider/ci'],
    ['RoleArn', 'deploy'],
    ['OIDCToken', 'abc'],
    ['OIDCToken', 'a'.repeat(20_001)],
    ['RoleSessionName', 'a b'],
    ['DurationSeconds', '899'],
  ])('%s is not %s', async (name, value) => {
    expect(await call({ [name]: value })).toEqual(invalid(name));
  });

  test('the session is bounded by its role and its policy', async () => {
    expect(await call({ DurationSeconds: '3601' })).toEqual(
      error('InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/1hr.'),
    );
    expect(await call({ Policy: '{' })).toMatchObject({ body: { Code: 'InvalidParameter.PolicyGrammar' } });
    expect(await call({ Policy: ' '.repeat(2049) })).toMatchObject({ body: { Code: 'InvalidParameter.PolicySize' } });
    const { body } = await call({ Policy: JSON.stringify(allow('kms:ListAliases')) });
    const answer = await sessionOf(server, body).call('2016-01-20', 'ListKeys');
    expect(answer.body).toMatchObject({ AccessDeniedDetail: { PolicyType: 'SessionPolicy' } });
  });
});

describe('who comes without a signature', () => {
  test('may call nothing else', async () => {
    for (const Action of ['AssumeRole', 'GetCallerIdentity']) {
      const { body } = await request(`${server.url}/?Action=${Action}&Version=2015-04-01&OIDCToken=abcd`);
      expect(await body.json()).toMatchObject({ Code: 'MissingAccessKeyId' });
    }
  });

  test.each([
    ['at once', (text: string) => text],
    ['in parts', (text: string) => Readable.from([text.slice(0, 40_000), text.slice(40_000)])],
  ])('has no room for more than such a call needs, %s', async (_name, sent) => {
    const { body, statusCode } = await request(server.url, {
      method: 'POST',
      body: sent(JSON.stringify({ OIDCToken: 'a'.repeat(70_000) })),
      headers: {
        'content-type': 'application/json',
        'x-acs-action': 'AssumeRoleWithOIDC',
        'x-acs-version': '2015-04-01',
      },
    });
    expect([statusCode, await body.json()]).toMatchObject([413, { Code: 'InvalidParameter.Limit' }]);
  });
});

test('what is written down says who it was, and holds neither tokens nor secrets', async () => {
  const OIDCToken = issuer.token(gitHubClaims('example/shop', 'refs/heads/on-record'));
  const { body } = await call({ OIDCToken, RoleSessionName: 'on-record' });
  await sessionOf(server, body).call('2015-04-01', 'GetCallerIdentity');
  const text = await server.auditText();
  const records = text.split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
  const who = `${ci.arn}/repo:example/shop:ref:refs/heads/on-record`;
  expect(records.find(it => it.principalArn === who)).toMatchObject({
    accountId: server.accountId,
    principalType: 'federated',
    operation: 'AssumeRoleWithOIDC',
    outcome: 'OK',
    accessKeyId: '',
  });
  expect(records.find(it => it.principalArn === `${deploy.arn}/on-record`)).toMatchObject({ assumedBy: who });
  const { AccessKeySecret, SecurityToken } = body.Credentials as Record<string, string>;
  for (const secret of [OIDCToken, OIDCToken.split('.')[2], AccessKeySecret, SecurityToken]) {
    expect(text + server.log).not.toContain(secret);
  }
});
