/** What the vendor's Terraform provider does for `alicloud_ims_oidc_provider`, call by call, as its published sources tell. */
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

type Values = Readonly<Record<string, unknown>>;

const send = (action: string, parameters: Values) =>
  server.root.call('2019-08-15', action, parameters, { signature: 'v1', place: 'form' });

async function post(action: string, parameters: Values): Promise<Values> {
  const { status, body, text } = await send(action, parameters);
  expect(status, `${action}: ${text}`).toBe(200);
  return body;
}

const OIDCProviderName = 'tf-testacc-Provider';
const prints = ['902ef2deeb3c5b13ea4c3d5193629309e231ae55', '990f4193972f2becf12ddeda5237f9c952f20d9e'];

/** What it reads after each step; undefined where it takes the provider for gone. */
async function read(): Promise<Values | undefined> {
  const { status, body } = await send('GetOIDCProvider', { OIDCProviderName });
  if (status !== 200) {
    expect([status, body.Code]).toEqual([404, 'EntityNotExist.OIDCProvider']);
    return undefined;
  }
  const { Arn, Description, IssuanceLimitTime, IssuerUrl, ClientIds, Fingerprints } = body.OIDCProvider as Values;
  // It splits a text that is there, and sets none where it is absent.
  const list = (text: unknown) => (text === undefined ? [] : String(text).split(','));
  return { Arn, Description, IssuanceLimitTime, IssuerUrl, ids: list(ClientIds), prints: list(Fingerprints) };
}

test('made, changed with one fingerprint always left, found in the list, and gone', async () => {
  const made = await post('CreateOIDCProvider', {
    OIDCProviderName,
    IssuerUrl: 'https://oauth.example.com',
    Description: 'd',
    IssuanceLimitTime: '6',
    ClientIds: '123,456',
    Fingerprints: prints[0],
  });
  expect((made.OIDCProvider as Values).OIDCProviderName).toBe(OIDCProviderName);
  const first = {
    Arn: `acs:ram::${server.accountId}:oidc-provider/${OIDCProviderName}`,
    Description: 'd',
    IssuanceLimitTime: 6,
    IssuerUrl: 'https://oauth.example.com',
    ids: ['123', '456'],
    prints: [prints[0]],
  };
  expect(await read()).toEqual(first);

  await post('UpdateOIDCProvider', {
    OIDCProviderName,
    NewDescription: '',
    IssuanceLimitTime: '8',
    ClientIds: '789',
  });
  await post('AddFingerprintToOIDCProvider', { OIDCProviderName, Fingerprint: prints[1] });
  await post('RemoveFingerprintFromOIDCProvider', { OIDCProviderName, Fingerprint: prints[0] });
  expect(await read()).toEqual({ ...first, Description: '', IssuanceLimitTime: 8, ids: ['789'], prints: [prints[1]] });

  // A resource without client ids sends an empty list.
  await post('UpdateOIDCProvider', { OIDCProviderName, ClientIds: '' });
  expect(await read()).toMatchObject({ ids: [] });

  const { OIDCProviders } = await post('ListOIDCProviders', { MaxItems: '50' });
  expect((OIDCProviders as { OIDCProvider: Values[] }).OIDCProvider.map(it => it.OIDCProviderName)).toEqual([
    OIDCProviderName,
  ]);
  await post('DeleteOIDCProvider', { OIDCProviderName });
  expect(await read()).toBeUndefined();
});
