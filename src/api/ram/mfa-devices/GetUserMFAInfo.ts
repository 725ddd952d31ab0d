import { serialNumberOf } from '../../../identity/mfa/mfa-devices.js';
import { object, string } from '../../../spec/field.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { mfaDeviceErrors } from './errors.js';
import { exampleSerialNumber, shownSerialNumber, userNameWithDevice } from './fields.js';

export default ram.operation({
  action: 'GetUserMFAInfo',
  summary: 'Tells which MFA device a user has.',

  ram: { action: 'ram:GetUserMFAInfo', access: 'get', resource: userResource },

  request: { UserName: userNameWithDevice },
  response: {
    MFADevice: object(
      {
        SerialNumber: shownSerialNumber,
        Type: string({ required: true, about: 'VMFA: a virtual device.', example: 'VMFA' }),
      },
      { required: true, about: 'The device.' },
    ),
  },
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...mfaDeviceErrors('EntityNotExist.User.MFADevice'),
  },
  examples: [
    {
      title: 'A user with a telephone',
      request: { UserName: 'alice' },
      response: { MFADevice: { SerialNumber: exampleSerialNumber, Type: 'VMFA' } },
    },
  ],
  seeAlso: ['BindMFADevice', 'ListVirtualMFADevices'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, mfaDevices }) {
    const device = await mfaDevices.getOf(await users.get(accountId, UserName));
    return { MFADevice: { SerialNumber: serialNumberOf(device), Type: 'VMFA' } };
  },
});
