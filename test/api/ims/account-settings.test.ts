/** What IMS says of the settings that RAM has too, and what it refuses by name. */
import { expect, test } from 'vitest';
import { ims } from '../../../src/api/ims/product.js';
import { productCalls } from '../../product-calls.js';
import { useTestServer } from '../../use-test-server.js';
import { answer as ram } from '../ram/calls.js';

const { call, callOk: answer, error, invalid } = productCalls(ims);
const server = useTestServer();

test('the password policy is that of RAM, with two members more, which count', async () => {
  const { PasswordPolicy } = await answer(server.root, 'SetPasswordPolicy', {
    HardExpire: true,
    MinimumPasswordLength: 8,
    MinimumPasswordDifferentCharacter: 8,
    PasswordNotContainUserName: true,
  });
  expect(PasswordPolicy).toEqual({
    MinimumPasswordLength: 8,
    RequireLowercaseCharacters: true,
    RequireUppercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
    HardExpire: true,
    MaxPasswordAge: 0,
    PasswordReusePrevention: 0,
    MaxLoginAttemps: 5,
    MinimumPasswordDifferentCharacter: 8,
    PasswordNotContainUserName: true,
  });
  expect(await answer(server.root, 'GetPasswordPolicy')).toEqual({ PasswordPolicy });
  expect(await ram(server.root, 'GetPasswordPolicy')).toMatchObject({
    PasswordPolicy: { HardExpiry: true, MinimumPasswordLength: 8 },
  });
  await ram(server.root, 'CreateUser', { UserName: 'alice' });
  const create = async (Password: string) =>
    (await server.root.call('2015-05-01', 'CreateLoginProfile', { UserName: 'alice', Password })).body.Code;
  expect([await create('Aa1!Aa1!Aa1!'), await create('Alice-9876-x')]).toEqual([
    'InvalidParameter.Password.TooWeak',
    'InvalidParameter.Password.TooWeak',
  ]);
  expect(await create('Bcd-9876-xyz')).toBeUndefined();
});

test('the security preference is that of RAM, with MFA for everybody', async () => {
  const { SecurityPreference } = await answer(server.root, 'SetSecurityPreference', {
    AllowUserToManageAccessKeys: true,
    MFAOperationForLogin: 'mandatory',
    LoginSessionDuration: 8,
    VerificationTypes: '[]',
    AllowUserToLoginWithPasskey: false,
  });
  expect(SecurityPreference).toEqual({
    LoginProfilePreference: {
      AllowUserToChangePassword: true,
      AllowUserToLoginWithPasskey: false,
      EnableSaveMFATicket: false,
      LoginNetworkMasks: '',
      LoginSessionDuration: 8,
      MFAOperationForLogin: 'mandatory',
      OperationForRiskLogin: 'autonomous',
    },
    AccessKeyPreference: { AllowUserToManageAccessKeys: true },
    MFAPreference: { AllowUserToManageMFADevices: false },
    PersonalInfoPreference: { AllowUserToManagePersonalDingTalk: false },
    VerificationPreference: { VerificationTypes: [] },
  });
  expect(await answer(server.root, 'GetSecurityPreference')).toEqual({ SecurityPreference });
  expect(await ram(server.root, 'GetSecurityPreference')).toMatchObject({
    SecurityPreference: { AccessKeyPreference: { AllowUserToManageAccessKeys: true } },
  });
  expect(await answer(server.otherAccount, 'GetSecurityPreference')).toMatchObject({
    SecurityPreference: { LoginProfilePreference: { MFAOperationForLogin: 'independent' } },
  });
});

test('refuses by name', async () => {
  const range = error(
    'InvalidParameter.MinimumPasswordLength.Range',
    'The parameter - "MinimumPasswordLength" MUST be in the range of 8 and 32.',
  );
  const only = (name: string, why: string) =>
    error(`InvalidParameter.${name}`, `The parameter - "${name}" is incorrect. It can only be false: ${why}`);
  const masks = error(
    'InvalidParameter.LoginNetworkMasks.Format',
    'The format of the parameter - "LoginNetworkMasks" is incorrect.',
  );
  for (const [action, parameters, refusal] of [
    ['SetPasswordPolicy', { MinimumPasswordLength: 7 }, range],
    ['SetPasswordPolicy', { MinimumPasswordDifferentCharacter: 9 }, invalid('MinimumPasswordDifferentCharacter')],
    ['SetSecurityPreference', { LoginNetworkMasks: '10.0.0.0/99' }, masks],
    ['SetSecurityPreference', { MFAOperationForLogin: 'adaptive' }, invalid('MFAOperationForLogin')],
    ['SetSecurityPreference', { OperationForRiskLogin: 'enforceVerify' }, invalid('OperationForRiskLogin')],
    ['SetSecurityPreference', { VerificationTypes: '["sms"]' }, invalid('VerificationTypes')],
    [
      'SetSecurityPreference',
      { AllowUserToLoginWithPasskey: true },
      only('AllowUserToLoginWithPasskey', 'users sign in with passwords here.'),
    ],
    [
      'SetSecurityPreference',
      { AllowUserToManagePersonalDingTalk: true },
      only('AllowUserToManagePersonalDingTalk', 'there is no such sign-in here.'),
    ],
  ] as const) {
    expect({ action, parameters, ...(await call(server.root, action, parameters)) }).toEqual({
      action,
      parameters,
      ...refusal,
    });
  }
});
