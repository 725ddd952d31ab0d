import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
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
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  keyId,
  requestId,
  shown,
  shownAlgorithm,
  shownIv,
  shownKeyId,
  shownVersionId,
} from './fields.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';

export default kmsInstance.operation({
  action: 'AdvanceGenerateDataKeyPair',
  summary:
    'Makes a key pair, and answers its public key and its private key in the clear and encrypted with the newest version of a symmetric key.',
  description:
    'The pair is kept nowhere here. AdvanceDecrypt gives the private key back, and needs nothing beside the ciphertext but the Aad.',

  ram: useOfKey,
  qps: PAIR_QPS,

  request: { KeyId: keyId(1), KeyPairSpec: keyPairSpec(2), KeyFormat: keyFormat(3), Aad: aad(4) },
  response: {
    KeyId: shownKeyId(1),
    Iv: shownIv(2, 'The initialization vector of the encrypted form.'),
    KeyPairSpec: shown(3, 'What the pair is.', 'EC_P256'),
    PrivateKeyPlaintext: shownPrivateKey(4),
    PrivateKeyCiphertextBlob: shownSealedKey(5, EXAMPLE_ADVANCED),
    PublicKey: shownPublicKey(6),
    RequestId: requestId(7),
    Algorithm: shownAlgorithm(8),
    KeyVersionId: shownVersionId(9),
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'A pair on P-256',
      request: { KeyId: EXAMPLE_KEY_ID, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        ...examplePair(EXAMPLE_ADVANCED, EXAMPLE_IV),
        PrivateKeyPlaintext: 'dGhlIHByaXZhdGUga2V5',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['AdvanceDecrypt', 'GenerateDataKeyPair'],
  differences: [
    'Pairs of one instance are made side by side, as far as there are processors; the cloud makes one at a time.',
  ],
  resolve: resolveKey,

  handle: (input, call) => makePair(input, call, true),
});
