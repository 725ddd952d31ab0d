/**
 * What the vendor's Terraform provider does for `alicloud_ram_login_profile`, `alicloud_ram_account_alias`, `alicloud_ram_account_password_policy`,
 * `alicloud_ram_password_policy` and `alicloud_ram_security_preference`, call by call, as its published sources tell.
 */
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';
import type { Answer } from './certificate-line.js';
import { IMS, RAM, TerraformCalls } from './terraform-calls.js';

const server = useTestServer();

const terraform = new TerraformCalls(() => server);
const send = terraform.send.bind(terraform);
const post = terraform.post.bind(terraform);

test('alicloud_ram_login_profile: made, changed with the same password each time, and gone with the code that means it', async () => {
  const UserName = 'tf-user';
  const Password = 'Yourpassword_1234';
  await post(RAM, 'CreateUser', { UserName });
  const created = { UserName, Password, PasswordResetRequired: 'false', MFABindRequired: 'false' };
  const { LoginProfile } = await post(RAM, 'CreateLoginProfile', created);
  expect((LoginProfile as Answer).UserName).toBe(UserName);
  const read = async () => (await post(RAM, 'GetLoginProfile', { UserName })).LoginProfile;
  expect(await read()).toMatchObject({ PasswordResetRequired: false, MFABindRequired: false });
  await post(RAM, 'UpdateLoginProfile', { UserName, Password, PasswordResetRequired: 'true' });
  await post(RAM, 'UpdateLoginProfile', { UserName, Password, MFABindRequired: 'true' });
  expect(await read()).toMatchObject({ PasswordResetRequired: true, MFABindRequired: true });

  // `alicloud_ram_user` with force: it looks for the profile and the device, and takes what is there away.
  expect((await send(RAM, 'DeleteUser', { UserName })).body.Code).toBe('DeleteConflict.User.LoginProfile');
  expect((await send(RAM, 'UnbindMFADevice', { UserName })).body.Code).toBe('EntityNotExist.User.MFADevice');
  await post(RAM, 'DeleteLoginProfile', { UserName });
  const gone = await send(RAM, 'GetLoginProfile', { UserName });
  expect([gone.status, gone.body.Code]).toEqual([404, 'EntityNotExist.User.LoginProfile']);
  expect((await send(RAM, 'DeleteLoginProfile', { UserName })).body.Code).toBe('EntityNotExist.User.LoginProfile');
  await post(RAM, 'DeleteUser', { UserName });
});

test('alicloud_ram_account_alias: set, read and set again', async () => {
  for (const AccountAlias of ['tf-testacc-alias', 'tf-testacc-other']) {
    await post(RAM, 'SetAccountAlias', { AccountAlias });
    expect((await post(RAM, 'GetAccountAlias')).AccountAlias).toBe(AccountAlias);
  }
});

test('alicloud_ram_account_password_policy: all members by RAM, and the defaults in place of a deletion', async () => {
  const set = {
    MinimumPasswordLength: 9,
    RequireLowercaseCharacters: false,
    RequireUppercaseCharacters: false,
    RequireNumbers: false,
    RequireSymbols: false,
    HardExpiry: true,
    MaxPasswordAge: 12,
    PasswordReusePrevention: 5,
    MaxLoginAttemps: 3,
  };
  await post(RAM, 'SetPasswordPolicy', set);
  expect((await post(RAM, 'GetPasswordPolicy')).PasswordPolicy).toEqual(set);
  const defaults = {
    MinimumPasswordLength: 12,
    RequireLowercaseCharacters: true,
    RequireUppercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
    HardExpiry: false,
    MaxPasswordAge: 0,
    PasswordReusePrevention: 0,
    MaxLoginAttemps: 5,
  };
  await post(RAM, 'SetPasswordPolicy', defaults);
  expect((await post(RAM, 'GetPasswordPolicy')).PasswordPolicy).toEqual(defaults);
});

test('alicloud_ram_password_policy: by IMS, what has changed alone', async () => {
  const all = {
    MinimumPasswordLength: 8,
    RequireLowercaseCharacters: false,
    RequireUppercaseCharacters: false,
    RequireNumbers: false,
    RequireSymbols: false,
    HardExpire: false,
    MaxLoginAttemps: 1,
    PasswordReusePrevention: 1,
    MaxPasswordAge: 0,
    MinimumPasswordDifferentCharacter: 1,
    PasswordNotContainUserName: false,
  };
  await post(IMS, 'SetPasswordPolicy', all);
  expect((await post(IMS, 'GetPasswordPolicy')).PasswordPolicy).toEqual(all);
  const changed = { PasswordReusePrevention: 24, MaxLoginAttemps: 32, PasswordNotContainUserName: true };
  await post(IMS, 'SetPasswordPolicy', changed);
  expect((await post(IMS, 'GetPasswordPolicy')).PasswordPolicy).toEqual({ ...all, ...changed });
});

test('alicloud_ram_security_preference: made, read, and changed with what it sends each time', async () => {
  await post(IMS, 'SetSecurityPreference', {
    AllowUserToManageMFADevices: 'true',
    LoginSessionDuration: 7,
    VerificationTypes: '[]',
    AllowUserToChangePassword: 'false',
    EnableSaveMFATicket: 'true',
    LoginNetworkMasks: '42.120.66.0/24;42.120.74.98',
    MFAOperationForLogin: 'mandatory',
    OperationForRiskLogin: 'autonomous',
    AllowUserToManageAccessKeys: 'true',
  });
  const { SecurityPreference } = await post(IMS, 'GetSecurityPreference');
  expect(SecurityPreference).toMatchObject({
    AccessKeyPreference: { AllowUserToManageAccessKeys: true },
    LoginProfilePreference: {
      AllowUserToChangePassword: false,
      AllowUserToLoginWithPasskey: false,
      EnableSaveMFATicket: true,
      LoginNetworkMasks: '42.120.66.0/24;42.120.74.98',
      LoginSessionDuration: 7,
      MFAOperationForLogin: 'mandatory',
      OperationForRiskLogin: 'autonomous',
    },
    MFAPreference: { AllowUserToManageMFADevices: true },
    VerificationPreference: { VerificationTypes: [] },
  });
  // An update names the session's length and the networks also where they stay.
  await post(IMS, 'SetSecurityPreference', {
    LoginSessionDuration: 7,
    LoginNetworkMasks: '',
    EnableSaveMFATicket: 'false',
  });
  expect((await post(IMS, 'GetSecurityPreference')).SecurityPreference).toMatchObject({
    LoginProfilePreference: { EnableSaveMFATicket: false, LoginNetworkMasks: '', MFAOperationForLogin: 'mandatory' },
  });
});
