import { base32 } from '../../../crypto/one-time-codes.js';
import { qrCodePng } from '../../../crypto/qr-code.js';
import { serialNumberOf } from '../../../identity/mfa/mfa-devices.js';
import { object, secret, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { ram } from '../product.js';
import { mfaDeviceErrors } from './errors.js';
import { exampleSerialNumber, shownSerialNumber } from './fields.js';

export default ram.operation({
  action: 'CreateVirtualMFADevice',
  summary: 'Makes the seed of an authenticator app, and shows it this once.',
  description: `
    The app takes the seed as text or from the QR code, and then shows codes of six digits that change every 30 seconds (TOTP,
    RFC 6238). The seed is in this answer and in no other; it is kept sealed. Bind the device to a user with BindMFADevice.`,

  ram: { action: 'ram:CreateVirtualMFADevice', access: 'create', resource: 'acs:ram:*:{account}:mfa/*' },

  request: {
    VirtualMFADeviceName: string({
      required: true,
      maxLength: 64,
      pattern: /[A-Za-z0-9._-]+/,
      about: 'A name for the device: letters, digits, periods, hyphens and underscores.',
      example: 'alice-phone',
    }),
  },
  response: {
    VirtualMFADevice: object(
      {
        SerialNumber: shownSerialNumber,
        Base32StringSeed: secret({
          required: true,
          about: 'The seed as apps take it when it is typed.',
          example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        }),
        QRCodePNG: secret({
          required: true,
          about: 'The picture that the app reads the seed from: Base64 of a PNG.',
          example: 'iVBORw0KGgoAAAANSUhEUgAA…',
        }),
      },
      { required: true, about: 'The new device, which is nobody’s yet.' },
    ),
  },
  errors: mfaDeviceErrors('EntityAlreadyExists.VirtualMFADevice', 'LimitExceeded.VirtualMFADevice'),
  examples: [
    {
      title: 'For a telephone',
      request: { VirtualMFADeviceName: 'alice-phone' },
      response: {
        VirtualMFADevice: {
          SerialNumber: exampleSerialNumber,
          Base32StringSeed: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
          QRCodePNG: 'iVBORw0KGgoAAAANSUhEUgAA…',
        },
      },
    },
  ],
  seeAlso: ['BindMFADevice', 'ListVirtualMFADevices', 'DeleteVirtualMFADevice'],

  async handle({ VirtualMFADeviceName: name }, { accountId, now, mfaDevices }) {
    const { device, seed, change } = await mfaDevices.create(accountId, name, now);
    const text = base32(seed);
    seed.fill(0);
    // The form that apps read: name and issuer are what they show beside the code.
    const uri = `otpauth://totp/Chancery:${name}@${accountId}?secret=${text}&issuer=Chancery`;
    return effect(change, {
      VirtualMFADevice: {
        SerialNumber: serialNumberOf(device),
        Base32StringSeed: text,
        QRCodePNG: (await qrCodePng(uri)).toString('base64'),
      },
    });
  },
});
