import { keyErrors } from './errors.js';
import {
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  keyIdOrNone,
  requestId,
  shownAlgorithm,
  shownBytes,
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
  action: 'Sign',
  summary: 'Signs a message or a digest with the private key of a pair.',

  ram: useOfKey,
  qps: 200,

  request: {
    KeyId: keyIdOrNone(1),
    Digest: oldDigest(2),
    Algorithm: signatureAlgorithm(3),
    Message: message(4),
    MessageType: messageType(5),
    KeyVersionId: version,
  },
  response: {
    KeyId: shownKeyId(1),
    Signature: shownBytes(
      2,
      'The signature: DER with r and s of ECDSA and SM2, the octets of RSA and ML-DSA. PSS has a salt of 32 octets.',
      EXAMPLE_SIGNATURE,
    ),
    RequestId: requestId(3),
    Algorithm: shownAlgorithm(4, 'ECDSA_SHA_256'),
    MessageType: shownMessageType(5),
    KeyVersionId: versionUsed,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'A message, with a key on P-256',
      request: { KeyId: EXAMPLE_KEY_ID, Message: EXAMPLE_MESSAGE },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        Signature: EXAMPLE_SIGNATURE,
        Algorithm: 'ECDSA_SHA_256',
        MessageType: 'RAW',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Verify', 'GetPublicKey'],
  differences: [
    'ML_DSA_44, ML_DSA_65 and ML_DSA_87 sign the digest as a message (pure ML-DSA, no context); of a RAW message that is its SHA-256.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, ...given }, call) {
    const {
      key,
      version: used,
      algorithm,
      digest,
      messageType: type,
    } = await readSigning({ KeyId, KeyVersionId }, given, call);
    const signature = await call.signatures.sign(key, used, algorithm, digest, call.requester);
    return {
      KeyId: key.id,
      Signature: signature.toString('base64'),
      Algorithm: algorithm,
      MessageType: type,
      KeyVersionId: used.id,
    };
  },
});
