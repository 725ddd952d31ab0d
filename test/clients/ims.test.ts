/** The vendor's package for IMS, which reads answers with its own models. */
import Ims, {
  AddClientIdToOIDCProviderRequest,
  AddFingerprintToOIDCProviderRequest,
  CreateOIDCProviderRequest,
  DeleteOIDCProviderRequest,
  GetOIDCProviderRequest,
  ListOIDCProvidersRequest,
  RemoveClientIdFromOIDCProviderRequest,
  RemoveFingerprintFromOIDCProviderRequest,
  SetPasswordPolicyRequest,
  SetSecurityPreferenceRequest,
  UpdateOIDCProviderRequest,
} from '@alicloud/ims20190815';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

const clientOfRoot = () =>
  new Ims.default(
    new $OpenApiUtil.Config({
      endpoint: server.url.replace('http://', ''),
      protocol: 'http',
      accessKeyId: server.rootAccessKey.AccessKeyId,
      accessKeySecret: server.rootAccessKey.AccessKeySecret,
    }),
  );

test('password policy and security preference are set and read', async () => {
  const client = clientOfRoot();
  await client.setPasswordPolicy(new SetPasswordPolicyRequest({ minimumPasswordLength: 20, hardExpire: true }));
  expect((await client.getPasswordPolicy()).body?.passwordPolicy).toMatchObject({
    minimumPasswordLength: 20,
    hardExpire: true,
    passwordNotContainUserName: false,
  });
  await client.setSecurityPreference(
    new SetSecurityPreferenceRequest({
      loginSessionDuration: 8,
      verificationTypes: [],
      MFAOperationForLogin: 'mandatory',
    }),
  );
  const preference = (await client.getSecurityPreference()).body?.securityPreference;
  expect(preference?.loginProfilePreference).toMatchObject({
    loginSessionDuration: 8,
    MFAOperationForLogin: 'mandatory',
  });
  expect(preference?.verificationPreference?.verificationTypes).toEqual([]);
});

test('an OIDC provider is made, read, changed in all ways, listed and deleted', async () => {
  const client = clientOfRoot();
  const [first, second] = ['990f4193972f2becf12ddeda5237f9c952f20d9e', '902ef2deeb3c5b13ea4c3d5193629309e231ae55'];
  const OIDCProviderName = 'TestOIDCProvider';
  const made = await client.createOIDCProvider(
    new CreateOIDCProviderRequest({
      OIDCProviderName,
      issuerUrl: 'https://ci.example.com',
      clientIds: 'chancery,shop',
      fingerprints: first,
      description: 'Jobs',
      issuanceLimitTime: 6,
    }),
  );
  const read = async () =>
    (await client.getOIDCProvider(new GetOIDCProviderRequest({ OIDCProviderName }))).body?.OIDCProvider;
  expect(await read()).toEqual(expect.objectContaining({ ...made.body?.OIDCProvider }));
  expect(await read()).toMatchObject({
    OIDCProviderName,
    arn: `acs:ram::${server.accountId}:oidc-provider/${OIDCProviderName}`,
    issuanceLimitTime: 6,
    gmtCreate: expect.stringMatching(/^\d{13}$/),
  });
  await client.addClientIdToOIDCProvider(new AddClientIdToOIDCProviderRequest({ OIDCProviderName, clientId: 'late' }));
  await client.removeClientIdFromOIDCProvider(
    new RemoveClientIdFromOIDCProviderRequest({ OIDCProviderName, clientId: 'shop' }),
  );
  await client.addFingerprintToOIDCProvider(
    new AddFingerprintToOIDCProviderRequest({ OIDCProviderName, fingerprint: second }),
  );
  await client.removeFingerprintFromOIDCProvider(
    new RemoveFingerprintFromOIDCProviderRequest({ OIDCProviderName, fingerprint: first }),
  );
  expect(await read()).toMatchObject({ clientIds: 'chancery,late', fingerprints: second });
  await client.updateOIDCProvider(
    new UpdateOIDCProviderRequest({
      OIDCProviderName,
      newDescription: 'All jobs',
      clientIds: 'all',
      issuanceLimitTime: 1,
    }),
  );
  expect(await read()).toMatchObject({ description: 'All jobs', clientIds: 'all', issuanceLimitTime: 1 });
  const { body } = await client.listOIDCProviders(new ListOIDCProvidersRequest({ maxItems: 10 }));
  expect(body?.isTruncated).toBe(false);
  expect(body?.OIDCProviders?.OIDCProvider?.map(it => it.arn)).toEqual([made.body?.OIDCProvider?.arn]);
  await client.deleteOIDCProvider(new DeleteOIDCProviderRequest({ OIDCProviderName }));
  await expect(read()).rejects.toMatchObject({ code: 'EntityNotExist.OIDCProvider' });
});
