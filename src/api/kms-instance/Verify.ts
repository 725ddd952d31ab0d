import { binary, boolean } from '../../spec/field.js';
import { keyErrors } from './errors.js';
import { EXAMPLE_KEY_ID, shownKeyId } from './fields.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';
import {
  EXAMPLE_MESSAGE,
  EXAMPLE_SIGNATURE,
  EXAMPLE_SIGNING,
  readSigning,
  shownSigning,
  signedFields,
  signingFields,
} from './signing.js';

const signature = (number: number) =>
  binary({ number, required: true, about: 'The signature.', example: EXAMPLE_SIGNATURE });

export default kmsInstance.operation({
  action: 'Verify',
  summary: 'Says whether a signature is that of a pair over a message or a digest.',
  description: 'A wrong signature is no error: Value is false, which is left out of the message on the wire.',

  ram: useOfKey,
  qps: 200,

  request: signingFields(signature),
  response: {
    KeyId: shownKeyId(1),
    Value: boolean({ number: 2, required: true, about: 'Whether it is.', example: true }),
    ...signedFields,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'What Sign answered',
      request: { KeyId: EXAMPLE_KEY_ID, Message: EXAMPLE_MESSAGE, Signature: EXAMPLE_SIGNATURE },
      response: { KeyId: EXAMPLE_KEY_ID, Value: true, ...EXAMPLE_SIGNING },
    },
  ],
  seeAlso: ['Sign', 'GetPublicKey'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Signature, ...given }, call) {
    const signing = await readSigning({ KeyId, KeyVersionId }, given, call);
    const { key, version, algorithm, digest } = signing;
    const Value = call.signatures.verify(key, version, algorithm, digest, Buffer.from(Signature, 'base64'));
    return { KeyId: key.id, Value, ...shownSigning(signing) };
  },
});
