/** Passwords and MFA devices of users. */
import { expect } from 'vitest';
import { twoCodes } from '../../api/ram/mfa-devices/authenticator-app.js';
import type { Answer } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import { type Calls, time } from './scene.js';

/** @param UserName of the user who calls */
export async function walkSignIn({ ram }: Calls, name: string, UserName: string): Promise<void> {
  const Password = 'Correct-Horse-7-Battery';
  const made = await ram('CreateLoginProfile', { UserName, Password, PasswordResetRequired: true });
  expect(made.LoginProfile).toMatchObject({ UserName, PasswordResetRequired: true, CreateDate: time });
  await ram('UpdateLoginProfile', { UserName, PasswordResetRequired: false, MFABindRequired: true });
  expect((await ram('GetLoginProfile', { UserName })).LoginProfile).toMatchObject({
    PasswordResetRequired: false,
    MFABindRequired: true,
  });
  await ram('ChangePassword', { OldPassword: Password, NewPassword: `${Password}-2` });
  expect(await codeOf(ram('ChangePassword', { OldPassword: Password, NewPassword: `${Password}-3` }))).toBe(
    'InvalidParameter.OldPassword.Incorrect',
  );
  await ram('DeleteLoginProfile', { UserName });
  expect(await codeOf(ram('GetLoginProfile', { UserName }))).toBe('EntityNotExist.User.LoginProfile');
  await walkDevices(ram, `${name}-phone`, UserName);
}

async function walkDevices(ram: Calls['ram'], VirtualMFADeviceName: string, UserName: string): Promise<void> {
  const { VirtualMFADevice } = await ram('CreateVirtualMFADevice', { VirtualMFADeviceName });
  const { SerialNumber, Base32StringSeed, QRCodePNG } = VirtualMFADevice as Answer;
  expect(Buffer.from(String(QRCodePNG), 'base64').subarray(1, 4).toString()).toBe('PNG');
  await ram('BindMFADevice', { UserName, SerialNumber, ...twoCodes(String(Base32StringSeed)) });
  expect((await ram('GetUserMFAInfo', { UserName })).MFADevice).toMatchObject({ SerialNumber });
  expect((await ram('ListVirtualMFADevices')).VirtualMFADevices).toMatchObject({
    VirtualMFADevice: expect.arrayContaining([
      expect.objectContaining({ SerialNumber, ActivateDate: time, User: expect.objectContaining({ UserName }) }),
    ]),
  });
  expect((await ram('UnbindMFADevice', { UserName })).MFADevice).toMatchObject({ SerialNumber });
  await ram('DeleteVirtualMFADevice', { SerialNumber });
}
