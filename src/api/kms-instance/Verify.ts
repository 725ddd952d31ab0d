import { binary, boolean } from '../../spec/field.js';
import { keyErrors } from './errors.js';
import {
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  keyIdOrNone,
  requestId,
  shownAlgorithm,
  shownKeyId,
  version,
  versionUsed,
} from './fields.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';
import {
  EXAMPLE_MESSAGE,
  EXAMPLE_SIGNATURE,
  message,
  messageType,
  oldDigest,
  readSigning,
  shownMessageType,
  signatureAlgorithm,
} from './signing.js';

export default kmsInstance.operation({
  action: 'Verify',
  summary: 'Says whether a signature is that of a pair over a message or a digest.',
  description: 'A wrong signature is no error: Value is false, which is left out of the message on the wire.',

  ram: useOfKey,
  qps: 200,

  request: {
    KeyId: keyIdOrNone(1),
    Digest: oldDigest(2),
    Signature: binary({ number: 3, required: true, about: 'The signature.', example: EXAMPLE_SIGNATURE }),
    Algorithm: signatureAlgorithm(4),
    Message: message(5),
    MessageType: messageType(6),
    KeyVersionId: version,
  },
  response: {
    KeyId: shownKeyId(1),
    Value: boolean({ number: 2, required: true, about: 'Whether it is.', example: true }),
    RequestId: requestId(3),
    Algorithm: shownAlgorithm(4, 'ECDSA_SHA_256'),
    MessageType: shownMessageType(5),
    KeyVersionId: versionUsed,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'What Sign answered',
      request: { KeyId: EXAMPLE_KEY_ID, Message: EXAMPLE_MESSAGE, Signature: EXAMPLE_SIGNATURE },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        Value: true,
        Algorithm: 'ECDSA_SHA_256',
        MessageType: 'RAW',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Sign', 'GetPublicKey'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Signature, ...given }, call) {
    const {
      key,
      version: used,
      algorithm,
      digest,
      messageType: type,
    } = await readSigning({ KeyId, KeyVersionId }, given, call);
    return {
      KeyId: key.id,
      Value: call.signatures.verify(key, used, algorithm, digest, Buffer.from(Signature, 'base64')),
      Algorithm: algorithm,
      MessageType: type,
      KeyVersionId: used.id,
    };
  },
});
