import { binary, boolean } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { EXAMPLE_MAC, macAlgorithm, macAnswer, macErrors, macMessage, namedMacKey } from './mac-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { keyOfKind } from './pair-fields.js';

export default kms.operation({
  action: 'VerifyMac',
  summary: 'Says whether an authentication code is of an HMAC key, over a message.',
  description: 'A wrong code is no error: `Value` is false then. The whole code is compared, in constant time.',

  ram: keyPermission('VerifyMac', 'get'),
  qps: 1000,

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.mac-key'),
    Algorithm: macAlgorithm,
    Message: macMessage,
    Mac: binary({ required: true, maxLength: 256, about: 'The code, in Base64.', example: EXAMPLE_MAC }),
    DryRun: dryRun,
  },
  response: { ...macAnswer, Value: boolean({ required: true, about: 'Whether the code is right.', example: true }) },
  errors: { ...macErrors },
  examples: [
    {
      title: 'What GenerateMac answered',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        Algorithm: 'HMAC_SHA_256',
        Message: 'VGhlIHF1aWNrIGJyb3duIGZveA==',
        Mac: EXAMPLE_MAC,
      },
      response: { KeyId: EXAMPLE_KEY_ID, Algorithm: 'HMAC_SHA_256', Value: true },
    },
  ],
  seeAlso: ['GenerateMac'],
  resolve: resolveKey,

  async handle({ KeyId, Algorithm, Message, Mac, DryRun }, call) {
    const key = await namedMacKey({ KeyId, Algorithm }, call);
    const isRight = await call.macs.verify(key, Buffer.from(Message, 'base64'), Buffer.from(Mac, 'base64'));
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, Algorithm, Value: isRight };
  },
});
