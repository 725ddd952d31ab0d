import { serialNumberOf } from '../../../identity/mfa/mfa-devices.js';
import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { mfaDeviceErrors } from './errors.js';
import { exampleSerialNumber, shownSerialNumber, userNameWithDevice } from './fields.js';

export default ram.operation({
  action: 'UnbindMFADevice',
  summary: 'Takes the MFA device of a user away.',
  description:
    'The device stays, and is nobody’s: bind it again with BindMFADevice, or delete it with DeleteVirtualMFADevice.',

  ram: { action: 'ram:UnbindMFADevice', access: 'update', resource: userResource },
  destructive: { loses: 'The second factor: the user signs in with the password alone.' },

  request: { UserName: userNameWithDevice },
  response: {
    MFADevice: object(
      { SerialNumber: shownSerialNumber },
      { required: true, about: 'The device that was taken away.' },
    ),
  },
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...mfaDeviceErrors('EntityNotExist.User.MFADevice'),
  },
  examples: [
    {
      title: 'A telephone was lost',
      request: { UserName: 'alice' },
      response: { MFADevice: { SerialNumber: exampleSerialNumber } },
    },
  ],
  seeAlso: ['BindMFADevice', 'DeleteVirtualMFADevice'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, mfaDevices }) {
    const { device, change } = await mfaDevices.unbind(await users.get(accountId, UserName));
    return effect(change, { MFADevice: { SerialNumber: serialNumberOf(device) } });
  },
});
