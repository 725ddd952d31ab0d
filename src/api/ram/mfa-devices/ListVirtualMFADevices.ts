import type { MfaDevice } from '../../../identity/mfa/mfa-device.js';
import { serialNumberOf } from '../../../identity/mfa/mfa-devices.js';
import { list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { ram } from '../product.js';
import { exampleSerialNumber, shownSerialNumber } from './fields.js';

const deviceShape = {
  SerialNumber: shownSerialNumber,
  ActivateDate: string({
    about: 'When it was bound to its user; absent before that.',
    example: '2026-01-23T12:33:18Z',
  }),
  User: object(
    {
      UserId: string({ required: true, about: 'The id.', example: '216959339000654321' }),
      UserName: string({ required: true, about: 'The name.', example: 'alice' }),
      DisplayName: string({ required: true, about: 'How the user is shown to people.', example: 'Alice Chen' }),
    },
    { about: 'Whose device it is; absent while it is nobody’s.' },
  ),
};

export default ram.operation({
  action: 'ListVirtualMFADevices',
  summary: 'Lists the virtual MFA devices of the account in the order of their names.',
  description: 'All of them, on one page: an account has at most 1,000.',

  ram: { action: 'ram:ListVirtualMFADevices', access: 'list', resource: 'acs:ram:*:{account}:mfa/*' },

  request: {},
  response: {
    VirtualMFADevices: object(
      {
        VirtualMFADevice: list(object(deviceShape, { about: 'One device.' }), {
          required: true,
          about: 'The devices.',
        }),
      },
      { required: true, about: 'The devices.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'One of a user, and one of nobody',
      request: {},
      response: {
        VirtualMFADevices: {
          VirtualMFADevice: [
            {
              SerialNumber: exampleSerialNumber,
              ActivateDate: '2026-01-23T12:33:18Z',
              User: { UserId: '216959339000654321', UserName: 'alice', DisplayName: 'Alice Chen' },
            },
            { SerialNumber: 'acs:ram::1000000000000001:mfa/spare' },
          ],
        },
      },
    },
  ],
  seeAlso: ['CreateVirtualMFADevice', 'GetUserMFAInfo'],

  async handle(_input, { accountId, mfaDevices }) {
    const devices = await mfaDevices.list(accountId);
    return { VirtualMFADevices: { VirtualMFADevice: devices.map(shown) } };
  },
});

function shown(device: MfaDevice) {
  const { bound } = device;
  return {
    SerialNumber: serialNumberOf(device),
    ...(bound && {
      ActivateDate: utcTime(bound.at),
      User: { UserId: bound.user.id, UserName: bound.user.name, DisplayName: bound.user.displayName },
    }),
  };
}
