/** What counts for the whole account: its alias, its password policy and its security preference, by RAM and by IMS. */
import { expect } from 'vitest';
import type { Calls } from './scene.js';

export async function walkAccountSettings({ ram, ims }: Calls, name: string): Promise<void> {
  const AccountAlias = name.toLowerCase();
  await ram('SetAccountAlias', { AccountAlias });
  expect(await ram('GetAccountAlias')).toMatchObject({ AccountAlias });
  await ram('ClearAccountAlias');
  expect((await ram('GetAccountAlias')).AccountAlias).not.toBe(AccountAlias);

  const policy = { MinimumPasswordLength: 9, RequireSymbols: false, MaxPasswordAge: 12, PasswordReusePrevention: 5 };
  const { PasswordPolicy } = await ram('SetPasswordPolicy', { ...policy, HardExpiry: true, MaxLoginAttemps: 7 });
  expect(PasswordPolicy).toMatchObject({ ...policy, HardExpiry: true, MaxLoginAttemps: 7 });
  expect((await ims('GetPasswordPolicy')).PasswordPolicy).toMatchObject({ ...policy, HardExpire: true });
  const more = { HardExpire: false, PasswordNotContainUserName: true, MinimumPasswordDifferentCharacter: 3 };
  expect((await ims('SetPasswordPolicy', more)).PasswordPolicy).toMatchObject({ ...policy, ...more });
  expect((await ram('GetPasswordPolicy')).PasswordPolicy).toMatchObject({ ...policy, HardExpiry: false });

  const networks = { LoginNetworkMasks: '10.0.0.0/8;192.0.2.0/24', LoginSessionDuration: 8 };
  await ram('SetSecurityPreference', { ...networks, AllowUserToManageAccessKeys: true });
  expect((await ims('GetSecurityPreference')).SecurityPreference).toMatchObject({
    AccessKeyPreference: { AllowUserToManageAccessKeys: true },
    LoginProfilePreference: networks,
  });
  await ims('SetSecurityPreference', { MFAOperationForLogin: 'mandatory', AllowUserToManageMFADevices: true });
  expect((await ram('GetSecurityPreference')).SecurityPreference).toMatchObject({
    LoginProfilePreference: networks,
    MFAPreference: { AllowUserToManageMFADevices: true },
  });
}
