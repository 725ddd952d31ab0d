import { keyErrors } from './errors.js';
import { EXAMPLE_KEY_ID, shownBytes, shownKeyId } from './fields.js';
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

export default kmsInstance.operation({
  action: 'Sign',
  summary: 'Signs a message or a digest with the private key of a pair.',

  ram: useOfKey,
  qps: 200,

  request: signingFields(undefined),
  response: {
    KeyId: shownKeyId(1),
    Signature: shownBytes(
      2,
      'The signature: DER with r and s of ECDSA and SM2, the octets of RSA and ML-DSA. PSS has a salt of 32 octets.',
      EXAMPLE_SIGNATURE,
    ),
    ...signedFields,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'A message, with a key on P-256',
      request: { KeyId: EXAMPLE_KEY_ID, Message: EXAMPLE_MESSAGE },
      response: { KeyId: EXAMPLE_KEY_ID, Signature: EXAMPLE_SIGNATURE, ...EXAMPLE_SIGNING },
    },
  ],
  seeAlso: ['Verify', 'GetPublicKey'],
  differences: [
    'ML_DSA_44, ML_DSA_65 and ML_DSA_87 sign the digest as a message (pure ML-DSA, no context); of a RAW message that is its SHA-256.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, ...given }, call) {
    const signing = await readSigning({ KeyId, KeyVersionId }, given, call);
    const { key, version, algorithm, digest } = signing;
    const signature = await call.signatures.sign(key, version, algorithm, digest, call.requester);
    return { KeyId: key.id, Signature: signature.toString('base64'), ...shownSigning(signing) };
  },
});
