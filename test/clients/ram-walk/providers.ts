/** OIDC providers. */
import { expect } from 'vitest';
import type { Answer } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import type { Calls } from './scene.js';

export async function walkProviders({ ims }: Calls, name: string, accountId: string): Promise<void> {
  const [first, second] = ['990f4193972f2becf12ddeda5237f9c952f20d9e', '902ef2deeb3c5b13ea4c3d5193629309e231ae55'];
  const OIDCProviderName = `${name}-provider`;
  const Arn = `acs:ram::${accountId}:oidc-provider/${OIDCProviderName}`;
  await ims('CreateOIDCProvider', {
    OIDCProviderName,
    IssuerUrl: `https://${name.toLowerCase()}.example.com`,
    ClientIds: 'chancery,shop',
    Fingerprints: first,
    Description: 'Jobs',
    IssuanceLimitTime: 6,
  });
  await ims('AddClientIdToOIDCProvider', { OIDCProviderName, ClientId: 'late' });
  await ims('RemoveClientIdFromOIDCProvider', { OIDCProviderName, ClientId: 'shop' });
  await ims('AddFingerprintToOIDCProvider', { OIDCProviderName, Fingerprint: second });
  await ims('RemoveFingerprintFromOIDCProvider', { OIDCProviderName, Fingerprint: first });
  await ims('UpdateOIDCProvider', { OIDCProviderName, NewDescription: 'All jobs', IssuanceLimitTime: 1 });
  const { OIDCProvider } = await ims('GetOIDCProvider', { OIDCProviderName });
  expect(OIDCProvider).toMatchObject({
    Arn,
    ClientIds: 'chancery,late',
    Fingerprints: second,
    Description: 'All jobs',
    IssuanceLimitTime: 1,
  });
  const { OIDCProviders } = await ims('ListOIDCProviders', { MaxItems: 100 });
  expect((OIDCProviders as { OIDCProvider: Answer[] }).OIDCProvider.map(it => it.Arn)).toContain(Arn);
  await ims('DeleteOIDCProvider', { OIDCProviderName });
  expect(await codeOf(ims('GetOIDCProvider', { OIDCProviderName }))).toBe('EntityNotExist.OIDCProvider');
}
