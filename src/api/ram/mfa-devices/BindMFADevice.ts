import { CODE_DIGITS } from '../../../crypto/one-time-codes.js';
import { secret } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { mfaDeviceErrors } from './errors.js';
import { exampleSerialNumber, serialNumber } from './fields.js';

const isCode = (text: string): boolean => text.length === CODE_DIGITS && /^[0-9]+$/.test(text);

export default ram.operation({
  action: 'BindMFADevice',
  summary: 'Gives a user a virtual MFA device, which is asked for a code at each sign-in from then on.',
  description: `
    Two codes, one after the other, prove that the app has the seed and that its clock is right. A user has one device.`,

  ram: { action: 'ram:BindMFADevice', access: 'update', resource: userResource },

  request: {
    UserName: userName,
    SerialNumber: serialNumber,
    AuthenticationCode1: secret({ required: true, maxLength: 16, about: 'A code of the app.', example: '123456' }),
    AuthenticationCode2: secret({ required: true, maxLength: 16, about: 'The code after it.', example: '654321' }),
  },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...mfaDeviceErrors(
      'EntityNotExist.VirtualMFADevice',
      'EntityAlreadyExists.User.MFADevice',
      'EntityAlreadyExists.VirtualMFADevice.User',
      'InvalidParameter.AuthenticationCode.Format',
      'CheckAuthenticationCodeFail',
    ),
  },
  examples: [
    {
      title: 'With two codes of the app',
      request: {
        UserName: 'alice',
        SerialNumber: exampleSerialNumber,
        AuthenticationCode1: '123456',
        AuthenticationCode2: '654321',
      },
      response: {},
    },
  ],
  seeAlso: ['CreateVirtualMFADevice', 'UnbindMFADevice', 'GetUserMFAInfo'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle(input, { accountId, now, users, mfaDevices, fail }) {
    const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
    if (!codes.every(isCode)) throw fail('InvalidParameter.AuthenticationCode.Format');
    const user = await users.get(accountId, input.UserName);
    return effect(await mfaDevices.bind(user, input.SerialNumber, codes, now), {});
  },
});
