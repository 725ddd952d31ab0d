import { effect } from '../../../spec/operation.js';
import { addressedMfaDevice, mfaDeviceResource } from '../addressed.js';
import { ram } from '../product.js';
import { mfaDeviceErrors } from './errors.js';
import { exampleSerialNumber, serialNumber } from './fields.js';

export default ram.operation({
  action: 'DeleteVirtualMFADevice',
  summary: 'Deletes a virtual MFA device that is nobody’s.',

  ram: { action: 'ram:DeleteVirtualMFADevice', access: 'delete', resource: mfaDeviceResource },
  destructive: { loses: 'The seed. The app that has it shows codes that are good for nothing.' },

  request: { SerialNumber: serialNumber },
  response: {},
  errors: mfaDeviceErrors('EntityNotExist.VirtualMFADevice', 'DeleteConflict.VirtualMFADevice.User'),
  examples: [{ title: 'Gone', request: { SerialNumber: exampleSerialNumber }, response: {} }],
  seeAlso: ['UnbindMFADevice'],

  resolve: ({ SerialNumber }, call) => addressedMfaDevice(SerialNumber, call),

  async handle({ SerialNumber }, { accountId, mfaDevices }) {
    return effect(await mfaDevices.delete(accountId, SerialNumber), {});
  },
});
