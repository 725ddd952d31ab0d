/** MFA devices, in the order of the reference. */
import bindMfaDevice from './BindMFADevice.js';
import createVirtualMfaDevice from './CreateVirtualMFADevice.js';
import deleteVirtualMfaDevice from './DeleteVirtualMFADevice.js';
import getUserMfaInfo from './GetUserMFAInfo.js';
import listVirtualMfaDevices from './ListVirtualMFADevices.js';
import unbindMfaDevice from './UnbindMFADevice.js';

export const mfaDeviceOperations = [
  createVirtualMfaDevice,
  listVirtualMfaDevices,
  deleteVirtualMfaDevice,
  bindMfaDevice,
  unbindMfaDevice,
  getUserMfaInfo,
];
