/** Errors about MFA devices in the cloud's own words, its slips included (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const mfaDeviceErrors = errorsByCode({
  'EntityNotExist.VirtualMFADevice': {
    status: 404,
    message: 'The virtual mfa device does not exist.',
    cause: 'The account has no device of this serial number. What another account has looks the same.',
    advice: 'Take the SerialNumber that CreateVirtualMFADevice answered: ListVirtualMFADevices lists them.',
  },
  'EntityNotExist.User.MFADevice': {
    status: 404,
    message: 'The user has not bound any MFA device.',
    advice: 'Bind one with BindMFADevice.',
  },
  'EntityAlreadyExists.VirtualMFADevice': {
    status: 409,
    message: 'The virtual mfa device does already EXIST.',
    cause: 'The account has a device of this name, in upper or lower case.',
    advice: 'Choose another name, or delete that device with DeleteVirtualMFADevice.',
  },
  'EntityAlreadyExists.VirtualMFADevice.User': {
    status: 409,
    message: 'The virtual mfa device does already been bound to a user.',
    advice: 'Make a device for each user with CreateVirtualMFADevice.',
  },
  'EntityAlreadyExists.User.MFADevice': {
    status: 409,
    message: 'The user has already bound a MFA device.',
    advice: 'Take that one away with UnbindMFADevice first.',
  },
  'DeleteConflict.VirtualMFADevice.User': {
    status: 409,
    message: 'The virtual mfa device CAN NOT been bound to any user while deleting it.',
    advice: 'Take it away from its user with UnbindMFADevice first.',
  },
  'LimitExceeded.VirtualMFADevice': {
    status: 409,
    message: 'The count of virtual mfa devices beyond the current limits.',
    cause: `The account has ${limits.mfaDevicesPerAccount} devices.`,
    advice: 'Delete devices that nobody uses with DeleteVirtualMFADevice.',
  },
  'InvalidParameter.AuthenticationCode.Format': {
    status: 400,
    message: 'The parameter - "AuthenticationCode" MUST be 6 numbers.',
    advice: 'Give the six digits that the app shows, without blanks.',
  },
  CheckAuthenticationCodeFail: {
    status: 403,
    message: 'The parameter - "AuthenticationCode" is inccorrect.',
    cause:
      'The codes are not two that follow each other, are too old, or the clock of the device is off by more than half a minute.',
    advice: 'Give the code that the app shows now and the next one, in this order.',
  },
});
