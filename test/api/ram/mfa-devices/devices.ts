/** Virtual MFA devices as the tests of RAM begin with them. */
import type { SignedClient } from '../../../signed-client.js';
import { answer, error } from '../calls.js';
import { twoCodes } from './authenticator-app.js';

export interface MadeDevice {
  readonly SerialNumber: string;
  readonly Base32StringSeed: string;
  readonly QRCodePNG: string;
}

export async function newDevice(client: SignedClient, VirtualMFADeviceName: string): Promise<MadeDevice> {
  return (await answer(client, 'CreateVirtualMFADevice', { VirtualMFADeviceName })).VirtualMFADevice as MadeDevice;
}

/** A new user with a device of its own. */
export async function userWithDevice(client: SignedClient, UserName: string): Promise<MadeDevice> {
  await answer(client, 'CreateUser', { UserName });
  const device = await newDevice(client, `${UserName}-phone`);
  await answer(client, 'BindMFADevice', {
    UserName,
    SerialNumber: device.SerialNumber,
    ...twoCodes(device.Base32StringSeed),
  });
  return device;
}

export const noDevice = error('EntityNotExist.VirtualMFADevice', 'The virtual mfa device does not exist.', 404);
export const noDeviceOfUser = error('EntityNotExist.User.MFADevice', 'The user has not bound any MFA device.', 404);
