import { string } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { EXAMPLE_MAC, macAlgorithm, macAnswer, macErrors, macMessage, namedMacKey } from './mac-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { keyOfKind } from './pair-fields.js';

export default kms.operation({
  action: 'GenerateMac',
  summary: 'Authenticates a message with an HMAC key.',

  ram: keyPermission('GenerateMac', 'get'),
  qps: 1000,

  crossAccount: true,

  request: { KeyId: keyOfKind('kms.mac-key'), Algorithm: macAlgorithm, Message: macMessage, DryRun: dryRun },
  response: {
    ...macAnswer,
    Mac: string({
      required: true,
      format: 'base64',
      about: 'The authentication code, in Base64.',
      example: EXAMPLE_MAC,
    }),
  },
  errors: { ...macErrors },
  examples: [
    {
      title: 'HMAC with SHA-256',
      request: { KeyId: EXAMPLE_KEY_ID, Algorithm: 'HMAC_SHA_256', Message: 'VGhlIHF1aWNrIGJyb3duIGZveA==' },
      response: { KeyId: EXAMPLE_KEY_ID, Algorithm: 'HMAC_SHA_256', Mac: EXAMPLE_MAC },
    },
  ],
  seeAlso: ['VerifyMac'],
  resolve: resolveKey,

  async handle({ KeyId, Algorithm, Message, DryRun }, call) {
    const key = await namedMacKey({ KeyId, Algorithm }, call);
    const mac = await call.macs.generate(key, Buffer.from(Message, 'base64'));
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, Algorithm, Mac: mac.toString('base64') };
  },
});
