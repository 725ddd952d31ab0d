import {
  examplePair,
  keyFormat,
  keyPairSpec,
  makePair,
  PAIR_QPS,
  pairErrors,
  shownPrivateKey,
  shownPublicKey,
  shownSealedKey,
} from './data-key-pair.js';
import {
  aad,
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  gcmAlgorithm,
  keyId,
  requestId,
  shown,
  shownAlgorithm,
  shownIv,
  shownKeyId,
  versionUsed,
} from './fields.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';

export default kmsInstance.operation({
  action: 'GenerateDataKeyPair',
  summary:
    'Makes a key pair, and answers its public key and its private key in the clear and encrypted with the first version of a symmetric key.',
  description: 'The pair is kept nowhere here. Decrypt gives the private key back.',

  ram: useOfKey,
  qps: PAIR_QPS,

  request: {
    KeyId: keyId(1),
    Algorithm: gcmAlgorithm(2),
    KeyPairSpec: keyPairSpec(3),
    KeyFormat: keyFormat(4),
    Aad: aad(5),
  },
  response: {
    KeyId: shownKeyId(1),
    Iv: shownIv(2, 'The initialization vector of the encrypted form.'),
    KeyPairSpec: shown(3, 'What the pair is.', 'EC_P256'),
    PrivateKeyPlaintext: shownPrivateKey(4),
    PrivateKeyCiphertextBlob: shownSealedKey(5, EXAMPLE_CIPHERTEXT),
    PublicKey: shownPublicKey(6),
    RequestId: requestId(7),
    Algorithm: shownAlgorithm(8),
    KeyVersionId: versionUsed,
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'A pair on P-256',
      request: { KeyId: EXAMPLE_KEY_ID, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        ...examplePair(EXAMPLE_CIPHERTEXT, EXAMPLE_IV),
        PrivateKeyPlaintext: 'dGhlIHByaXZhdGUga2V5',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Decrypt', 'AdvanceGenerateDataKeyPair'],
  differences: [
    'Pairs of one instance are made side by side, as far as there are processors; the cloud makes one at a time.',
  ],
  resolve: resolveKey,

  handle: (input, call) => makePair(input, call, false),
});
