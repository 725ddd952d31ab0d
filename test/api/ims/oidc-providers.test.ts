/** OIDC providers through IMS: what is made is what AssumeRoleWithOIDC believes, and nothing here lets a caller reach a private network. */
import { request } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { ims } from '../../../src/api/ims/product.js';
import { productCalls } from '../../product-calls.js';
import { Scratch } from '../../strangers/commands.js';
import { useMade } from '../../use-made.js';
import { useTestServer } from '../../use-test-server.js';
import { gitHubClaims, type Issuer, register, startIssuer } from '../sts/issuer.js';
import { allow, makeRole, trusting } from '../sts/roles.js';

const { call, callOk: answer, error, invalid, missing } = productCalls(ims);
const scratch = new Scratch();
const server = useTestServer();
const issuer: Issuer = useMade(() => startIssuer(scratch));
afterAll(() => issuer.close());

const FIRST = '990f4193972f2becf12ddeda5237f9c952f20d9e';
const SECOND = '902ef2deeb3c5b13ea4c3d5193629309e231ae55';
const colons = (digits: string) => (digits.toUpperCase().match(/../g) ?? []).join(':');
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const at = { CreateDate: expect.stringMatching(TIME), UpdateDate: expect.stringMatching(TIME) };
const milliseconds = { GmtCreate: expect.stringMatching(/^\d{13}$/), GmtModified: expect.stringMatching(/^\d{13}$/) };

const absent = error('EntityNotExist.OIDCProvider', 'The OIDC provider does not exist.', 404);
const asked = (OIDCProviderName: string, more: object = {}) => ({
  OIDCProviderName,
  IssuerUrl: 'https://ci.example.com',
  ...more,
});
const create = (OIDCProviderName: string, more: object = {}) =>
  answer(server.root, 'CreateOIDCProvider', asked(OIDCProviderName, more));

test('a provider is made, shown in any case, changed and deleted', async () => {
  const made = {
    OIDCProviderName: 'GitHub-1',
    Arn: `acs:ram::${server.accountId}:oidc-provider/GitHub-1`,
    Description: 'Jobs',
    IssuerUrl: 'https://ci.example.com',
    ClientIds: 'chancery,https://shop.example.com',
    Fingerprints: FIRST,
    IssuanceLimitTime: 6,
    ...at,
    ...milliseconds,
  };
  expect(
    await create('GitHub-1', {
      ClientIds: 'chancery,https://shop.example.com,chancery',
      Fingerprints: `${colons(FIRST)},${FIRST}`,
      Description: 'Jobs',
      IssuanceLimitTime: 6,
    }),
  ).toEqual({ OIDCProvider: made });
  expect(await answer(server.root, 'GetOIDCProvider', { OIDCProviderName: 'github-1' })).toEqual({
    OIDCProvider: made,
  });
  expect(
    await answer(server.root, 'UpdateOIDCProvider', {
      OIDCProviderName: 'GITHUB-1',
      ClientIds: 'one',
      NewDescription: '',
      IssuanceLimitTime: 168,
    }),
  ).toMatchObject({ OIDCProvider: { ...made, ClientIds: 'one', Description: '', IssuanceLimitTime: 168 } });
  expect(await answer(server.root, 'UpdateOIDCProvider', { OIDCProviderName: 'GitHub-1' })).toMatchObject({
    OIDCProvider: { ClientIds: 'one', Description: '', Fingerprints: FIRST, IssuanceLimitTime: 168 },
  });
  expect(await answer(server.root, 'DeleteOIDCProvider', { OIDCProviderName: 'github-1' })).toEqual({});
  for (const action of ['GetOIDCProvider', 'DeleteOIDCProvider', 'UpdateOIDCProvider']) {
    expect(await call(server.root, action, { OIDCProviderName: 'GitHub-1' })).toEqual(absent);
  }
});

test('what is left out is absent, empty or twelve hours', async () => {
  expect(await create('bare')).toEqual({
    OIDCProvider: {
      OIDCProviderName: 'bare',
      Arn: `acs:ram::${server.accountId}:oidc-provider/bare`,
      Description: '',
      IssuerUrl: 'https://ci.example.com',
      IssuanceLimitTime: 12,
      ...at,
      ...milliseconds,
    },
  });
  await answer(server.root, 'DeleteOIDCProvider', { OIDCProviderName: 'bare' });
});

test('client ids and fingerprints are added and removed one by one', async () => {
  await create('lists', { ClientIds: 'a' });
  const of = (more: object) => ({ OIDCProviderName: 'lists', ...more });
  const lists = async (action: string, more: object) => {
    const { OIDCProvider } = (await answer(server.root, action, of(more))) as { OIDCProvider: Record<string, string> };
    expect(await answer(server.root, 'GetOIDCProvider', of({}))).toEqual({ OIDCProvider });
    return [OIDCProvider.ClientIds, OIDCProvider.Fingerprints];
  };
  expect(await lists('AddClientIdToOIDCProvider', { ClientId: 'b' })).toEqual(['a,b', undefined]);
  expect(await lists('AddFingerprintToOIDCProvider', { Fingerprint: colons(FIRST) })).toEqual(['a,b', FIRST]);
  expect(await lists('AddFingerprintToOIDCProvider', { Fingerprint: SECOND })).toEqual(['a,b', `${FIRST},${SECOND}`]);
  expect(await call(server.root, 'AddClientIdToOIDCProvider', of({ ClientId: 'b' }))).toEqual(
    error('EntityAlreadyExists.OIDCProvider.ClientId', 'The client id of the OIDC provider does already EXIST.', 409),
  );
  expect(await call(server.root, 'AddFingerprintToOIDCProvider', of({ Fingerprint: FIRST.toUpperCase() }))).toEqual(
    error(
      'EntityAlreadyExists.OIDCProvider.Fingerprint',
      'The fingerprint of the OIDC provider does already EXIST.',
      409,
    ),
  );
  expect(await lists('RemoveClientIdFromOIDCProvider', { ClientId: 'a' })).toEqual(['b', `${FIRST},${SECOND}`]);
  expect(await lists('RemoveFingerprintFromOIDCProvider', { Fingerprint: colons(FIRST) })).toEqual(['b', SECOND]);
  expect(await lists('RemoveFingerprintFromOIDCProvider', { Fingerprint: SECOND })).toEqual(['b', undefined]);
  expect(await call(server.root, 'RemoveClientIdFromOIDCProvider', of({ ClientId: 'a' }))).toEqual(
    error('EntityNotExist.OIDCProvider.ClientId', 'The client id of the OIDC provider does not exist.', 404),
  );
  expect(await call(server.root, 'RemoveFingerprintFromOIDCProvider', of({ Fingerprint: SECOND }))).toEqual(
    error('EntityNotExist.OIDCProvider.Fingerprint', 'The fingerprint of the OIDC provider does not exist.', 404),
  );
  const wrong = error(
    'InvalidParameter.Fingerprint.Format',
    'The format of the parameter - "Fingerprint" is incorrect. It must be a SHA-1 of 40 hexadecimal digits.',
  );
  for (const action of ['AddFingerprintToOIDCProvider', 'RemoveFingerprintFromOIDCProvider']) {
    expect(await call(server.root, action, of({ Fingerprint: 'abc' }))).toEqual(wrong);
  }
  await answer(server.root, 'DeleteOIDCProvider', of({}));
});

test('the list is in the order of names, in parts, and of the account alone', async () => {
  for (const name of ['list-b', 'list-C', 'list-a']) await create(name);
  const names: unknown[] = [];
  let Marker: unknown;
  do {
    const page = await answer(server.root, 'ListOIDCProviders', { MaxItems: 2, ...(Marker ? { Marker } : {}) });
    const { OIDCProvider } = page.OIDCProviders as { OIDCProvider: Record<string, unknown>[] };
    expect(OIDCProvider.length).toBeLessThanOrEqual(2);
    names.push(...OIDCProvider.map(it => it.OIDCProviderName));
    ({ Marker } = page);
    expect(page.IsTruncated).toBe(Marker !== undefined);
  } while (Marker !== undefined);
  expect(names).toEqual(['list-a', 'list-b', 'list-C']);
  expect(await answer(server.otherAccount, 'ListOIDCProviders')).toEqual({
    IsTruncated: false,
    OIDCProviders: { OIDCProvider: [] },
  });
  expect(await call(server.root, 'ListOIDCProviders', { Marker: 'elsewhere' })).toEqual(
    error('InvalidParameter.Marker', 'The parameter - "Marker" is incorrect.'),
  );
  expect(await call(server.otherAccount, 'GetOIDCProvider', { OIDCProviderName: 'list-a' })).toEqual(absent);
  for (const OIDCProviderName of ['list-a', 'list-b', 'list-c']) {
    expect(await call(server.otherAccount, 'DeleteOIDCProvider', { OIDCProviderName })).toEqual(absent);
    await answer(server.root, 'DeleteOIDCProvider', { OIDCProviderName });
  }
});

describe('is refused by name, and makes nothing:', () => {
  const issuerFormat = error(
    'InvalidParameter.IssuerUrl.Format',
    'The format of the parameter - "IssuerUrl" is incorrect. It must be an https URL without query, fragment and credentials.',
  );
  const isPrivate = error(
    'InvalidParameter.IssuerUrl.PrivateAddress',
    'The parameter - "IssuerUrl" is incorrect. It has an address of a private network, which only the administrator of the server can allow.',
  );
  const clientIds = error(
    'InvalidParameter.ClientIds.Format',
    'The format of the parameter - "ClientIds" is incorrect. It must be client ids separated by commas.',
  );
  const fingerprints = error(
    'InvalidParameter.Fingerprints.Format',
    'The format of the parameter - "Fingerprints" is incorrect. It must be SHA-1s separated by commas.',
  );
  const many = (size: number, entry: (index: number) => string) =>
    Array.from({ length: size }, (_, i) => entry(i)).join();
  test.each([
    [{ OIDCProviderName: undefined }, missing('OIDCProviderName')],
    [{ IssuerUrl: undefined }, missing('IssuerUrl')],
    [{ OIDCProviderName: 'a/b' }, invalid('OIDCProviderName', undefined, 'characters')],
    [{ OIDCProviderName: '.a' }, invalid('OIDCProviderName', undefined, 'characters')],
    [{ OIDCProviderName: 'a'.repeat(129) }, invalid('OIDCProviderName', undefined, 'length')],
    [{ IssuerUrl: 'http://ci.example.com' }, issuerFormat],
    [{ IssuerUrl: 'https://ci.example.com?a=b' }, issuerFormat],
    [{ IssuerUrl: 'https://ci.example.com/#a' }, issuerFormat],
    [{ IssuerUrl: 'https://user@ci.example.com' }, issuerFormat],
    [{ IssuerUrl: 'https://:word@ci.example.com' }, issuerFormat],
    [{ IssuerUrl: `https://${'a'.repeat(250)}` }, invalid('IssuerUrl', undefined, 'length')],
    [{ IssuerUrl: 'https://127.0.0.1:8443' }, isPrivate],
    [{ IssuerUrl: 'https://0x7f.1/' }, isPrivate],
    [{ IssuerUrl: 'https://169.254.169.254' }, isPrivate],
    [{ IssuerUrl: 'https://100.100.100.200' }, isPrivate],
    [{ IssuerUrl: 'https://[::1]' }, isPrivate],
    [{ IssuerUrl: 'https://[::ffff:10.0.0.1]' }, isPrivate],
    [{ ClientIds: 'a,,b' }, clientIds],
    [{ ClientIds: 'a'.repeat(256) }, clientIds],
    [{ ClientIds: 'a b' }, invalid('ClientIds', undefined, 'characters')],
    [
      { ClientIds: many(51, index => `id-${index}`) },
      error('LimitExceeded.OIDCProvider.ClientId', 'The count of client ids beyond the current limits.', 409),
    ],
    [{ Fingerprints: FIRST.slice(1) }, fingerprints],
    [{ Fingerprints: `${FIRST},` }, fingerprints],
    [
      { Fingerprints: many(6, index => FIRST.slice(1) + index) },
      error('LimitExceeded.OIDCProvider.Fingerprint', 'The count of fingerprints beyond the current limits.', 409),
    ],
    [{ IssuanceLimitTime: 0 }, invalid('IssuanceLimitTime')],
    [{ IssuanceLimitTime: 169 }, invalid('IssuanceLimitTime')],
    [{ Description: 'a'.repeat(257) }, invalid('Description', undefined, 'length')],
  ])('%j', async (changes, refusal) => {
    const parameters = Object.fromEntries(
      Object.entries(asked('refused', changes)).filter(([, value]) => value !== undefined),
    );
    expect(await call(server.root, 'CreateOIDCProvider', parameters)).toEqual(refusal);
    expect(await call(server.root, 'GetOIDCProvider', { OIDCProviderName: 'refused' })).toEqual(absent);
  });

  test('a name that is taken, in another case, and lists that grow too long', async () => {
    await create('full', {
      ClientIds: many(50, index => `id-${index}`),
      Fingerprints: many(5, i => FIRST.slice(1) + i),
    });
    expect(await call(server.root, 'CreateOIDCProvider', asked('FULL'))).toEqual(
      error('EntityAlreadyExists.OIDCProvider', 'The OIDC provider does already EXIST.', 409),
    );
    const OIDCProviderName = 'full';
    expect(await call(server.root, 'AddClientIdToOIDCProvider', { OIDCProviderName, ClientId: 'one' })).toEqual(
      error('LimitExceeded.OIDCProvider.ClientId', 'The count of client ids beyond the current limits.', 409),
    );
    expect(await call(server.root, 'AddFingerprintToOIDCProvider', { OIDCProviderName, Fingerprint: SECOND })).toEqual(
      error('LimitExceeded.OIDCProvider.Fingerprint', 'The count of fingerprints beyond the current limits.', 409),
    );
    expect(await call(server.root, 'UpdateOIDCProvider', { OIDCProviderName, ClientIds: ',' })).toEqual(clientIds);
    await answer(server.root, 'DeleteOIDCProvider', { OIDCProviderName });
  });
});

test('a hundred are the most of an account', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `many-${index}`);
  await Promise.all(names.map(name => call(server.otherAccount, 'CreateOIDCProvider', asked(name))));
  expect(await call(server.otherAccount, 'CreateOIDCProvider', asked('one-more'))).toEqual(
    error('LimitExceeded.OIDCProvider', 'The count of OIDC providers beyond the current limits.', 409),
  );
});

describe('AssumeRoleWithOIDC', () => {
  async function assume(RoleArn: string, provider: string, OIDCToken: string) {
    const form = new URLSearchParams({
      Action: 'AssumeRoleWithOIDC',
      Version: '2015-04-01',
      Format: 'JSON',
      OIDCProviderArn: `acs:ram::${server.accountId}:oidc-provider/${provider}`,
      RoleArn,
      OIDCToken,
      RoleSessionName: 'job',
    });
    const { statusCode, body } = await request(`${server.url}/?${form}`, { method: 'POST' });
    return [statusCode, ((await body.json()) as { Code?: string }).Code];
  }

  test('believes what the changed provider says, of one that the administrator registered', async () => {
    const flags = { issuer: issuer.url, clientId: ['chancery'], caFile: issuer.caFile, allowPrivateAddress: true };
    const arn = await register(server, 'Cluster', flags);
    const role = await makeRole(server.root, 'deploy', {
      trust: trusting({ Federated: [arn] }, { StringLike: { 'oidc:sub': 'repo:example/*' } }),
    });
    const OIDCProviderName = 'cluster';
    const token = issuer.token(gitHubClaims('example/shop', 'refs/heads/main', 'late'));
    const invalidToken = [401, 'AuthenticationFail.OIDCToken.Invalid'];
    expect(await assume(role, 'cluster', token)).toEqual(invalidToken);
    await answer(server.root, 'AddClientIdToOIDCProvider', { OIDCProviderName, ClientId: 'late' });
    expect(await assume(role, 'cluster', token)).toEqual([200, undefined]);

    const old = issuer.token({
      ...gitHubClaims('example/shop', 'refs/heads/main', 'late'),
      iat: Math.floor(Date.now() / 1000) - 2 * 3600,
    });
    expect(await assume(role, 'cluster', old)).toEqual([200, undefined]);
    await answer(server.root, 'UpdateOIDCProvider', { OIDCProviderName, IssuanceLimitTime: 1 });
    expect(await assume(role, 'cluster', old)).toEqual([401, 'AuthenticationFail.OIDCToken.Expired']);

    // One that does not fit is believed no more, although the keys had been fetched.
    await answer(server.root, 'AddFingerprintToOIDCProvider', { OIDCProviderName, Fingerprint: SECOND });
    expect(await assume(role, 'cluster', token)).toEqual(invalidToken);
    await answer(server.root, 'RemoveFingerprintFromOIDCProvider', { OIDCProviderName, Fingerprint: SECOND });
    await answer(server.root, 'AddFingerprintToOIDCProvider', { OIDCProviderName, Fingerprint: issuer.fingerprint });
    expect(await assume(role, 'cluster', token)).toEqual([200, undefined]);

    await answer(server.root, 'DeleteOIDCProvider', { OIDCProviderName });
    expect(await assume(role, 'cluster', token)).toEqual(invalidToken);
  });

  test('does not ask an issuer of IMS that has a private address behind its name', async () => {
    const port = new URL(issuer.url).port;
    const url = `https://localhost:${port}`;
    await create('behind', { IssuerUrl: url, ClientIds: 'chancery' });
    const role = await makeRole(server.root, 'behind', {
      trust: trusting({ Federated: [`acs:ram::${server.accountId}:oidc-provider/behind`] }),
    });
    const before = issuer.asked.length;
    const token = issuer.token({ ...gitHubClaims('example/shop'), iss: url });
    expect(await assume(role, 'behind', token)).toEqual([401, 'AuthenticationFail.OIDCToken.Invalid']);
    expect(issuer.asked.length).toBe(before);
    const line = server.log.split('\n').find(it => it.includes('oidc-provider/behind"'));
    expect(line).toContain('is an address of a private network');
  });
});

test('a user needs a policy on the ARN of the provider, in any case', async () => {
  await create('Shared');
  const user = await server.user(
    'reader',
    allow('ram:GetOIDCProvider', `acs:ram:*:${server.accountId}:oidc-provider/shared`),
  );
  expect(await call(user, 'GetOIDCProvider', { OIDCProviderName: 'SHARED' })).toMatchObject({ status: 200 });
  for (const [action, more] of [
    ['GetOIDCProvider', { OIDCProviderName: 'other' }],
    ['DeleteOIDCProvider', { OIDCProviderName: 'shared' }],
    ['ListOIDCProviders', {}],
    ['CreateOIDCProvider', asked('mine')],
  ] as const) {
    expect(await call(user, action, more)).toMatchObject({ status: 403, body: { Code: 'NoPermission' } });
  }
});
