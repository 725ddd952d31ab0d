import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import {
  examplePair,
  keyFormat,
  keyPairSpec,
  makePair,
  PAIR_QPS,
  pairErrors,
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
  action: 'AdvanceGenerateDataKeyPairWithoutPlaintext',
  summary:
    'Makes a key pair, and answers its public key and its private key encrypted with the newest version of a symmetric key.',
  description:
    'The pair is kept nowhere here. AdvanceDecrypt gives the private key back, and needs nothing beside the ciphertext but the Aad.',

  ram: useOfKey,
  qps: PAIR_QPS,

  request: { KeyId: keyId(1), KeyPairSpec: keyPairSpec(2), KeyFormat: keyFormat(3), Aad: aad(4) },
  response: {
    KeyId: shownKeyId(1),
    Iv: shownIv(2, 'The initialization vector of the encrypted form.'),
    KeyPairSpec: shown(3, 'What the pair is.', 'EC_P256'),
    PrivateKeyCiphertextBlob: shownSealedKey(4, EXAMPLE_ADVANCED),
    PublicKey: shownPublicKey(5),
    RequestId: requestId(6),
    Algorithm: shownAlgorithm(7),
    KeyVersionId: shownVersionId(8),
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'A pair on P-256',
      request: { KeyId: EXAMPLE_KEY_ID, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        ...examplePair(EXAMPLE_ADVANCED, EXAMPLE_IV),
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['AdvanceDecrypt', 'GenerateDataKeyPairWithoutPlaintext'],
  differences: [
    'Pairs of one instance are made side by side, as far as there are processors; the cloud makes one at a time.',
  ],
  resolve: resolveKey,

  async handle(input, call) {
    const { PrivateKeyPlaintext: _, ...pair } = await makePair(input, call, true);
    return pair;
  },
});
