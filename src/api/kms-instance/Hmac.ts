import { secret } from '../../spec/field.js';
import { keyErrors } from './errors.js';
import { EXAMPLE_KEY_ID, keyId, requestId, shownBytes, shownKeyId } from './fields.js';
import { namedKey, resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';

const EXAMPLE_MAC = 'vz1Snp+jGJbgydCFRWVWxAwIMdyfKCSp+jnMWWR1kQI=';

export default kmsInstance.operation({
  action: 'Hmac',
  summary: 'Authenticates a message with an HMAC key, with the algorithm that its spec is named for.',
  description: 'Called by the vendor’s client for C# and by early ones for Java; GenerateMac of KMS is the same.',

  ram: useOfKey,

  request: {
    KeyId: keyId(1),
    Message: secret({ number: 2, required: true, format: 'base64', about: 'The message.', example: 'aGVsbG8=' }),
  },
  response: {
    KeyId: shownKeyId(1),
    Signature: shownBytes(2, 'The authentication code.', EXAMPLE_MAC),
    RequestId: requestId(3),
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'A few octets',
      request: { KeyId: EXAMPLE_KEY_ID, Message: 'aGVsbG8=' },
      response: { KeyId: EXAMPLE_KEY_ID, Signature: EXAMPLE_MAC },
    },
  ],
  seeAlso: ['Sign'],
  resolve: resolveKey,

  async handle({ KeyId, Message }, call) {
    const key = await namedKey({ KeyId }, call);
    const mac = await call.macs.generate(key, Buffer.from(Message, 'base64'));
    return { KeyId: key.id, Signature: mac.toString('base64') };
  },
});
