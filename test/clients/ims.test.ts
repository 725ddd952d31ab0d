/** The vendor's package for IMS, which reads answers with its own models. */
import Ims, { SetPasswordPolicyRequest, SetSecurityPreferenceRequest } from '@alicloud/ims20190815';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

test('password policy and security preference are set and read', async () => {
  const client = new Ims.default(
    new $OpenApiUtil.Config({
      endpoint: server.url.replace('http://', ''),
      protocol: 'http',
      accessKeyId: server.rootAccessKey.AccessKeyId,
      accessKeySecret: server.rootAccessKey.AccessKeySecret,
    }),
  );
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
