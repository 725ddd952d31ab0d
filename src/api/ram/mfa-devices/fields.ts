/** Parameters about MFA devices. */
import { string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { userName } from '../users/fields.js';

export const serialNumber = string({
  required: true,
  names: 'ram.mfa-device',
  maxLength: 128,
  pattern: VISIBLE_ASCII,
  about: 'The device, as CreateVirtualMFADevice and ListVirtualMFADevices call it.',
  example: 'acs:ram::1000000000000001:mfa/alice-phone',
});

/** A user that has an MFA device. */
export const userNameWithDevice = string({
  required: true,
  names: 'ram.user-with-mfa-device',
  maxLength: 64,
  pattern: /[A-Za-z0-9._-]+/,
  about: userName.about ?? '',
  example: 'alice',
});

export const shownSerialNumber = string({
  required: true,
  about: 'What the device is called in other calls: its ARN.',
  example: 'acs:ram::1000000000000001:mfa/alice-phone',
});

export const exampleSerialNumber = 'acs:ram::1000000000000001:mfa/alice-phone';
