/** The four operations that make key pairs (wire/kms-instance.md section 4.5): with the private key in the clear or without, in the plain form or that of Advance. */
import { encodePem } from '../../crypto/pem.js';
import { DATA_KEY_PAIR_SPECS, type DataKeyPairSpec } from '../../kms/keys/data-key-pairs.js';
import { oneOf } from '../../spec/field.js';
import type { CallFacts } from '../../spec/operation.js';
import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import { answerFields, encryptForCaller, encryptingKey, requestFields } from './encrypted-for-caller.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  shown,
  shownBytes,
  shownSecret,
} from './fields.js';
import { numbered } from './in-order.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';
import type { SymmetricCall } from './symmetric-encryption.js';

const keyPairSpec = (number: number) =>
  oneOf(DATA_KEY_PAIR_SPECS, { number, required: true, about: 'What pair to make.', example: 'EC_P256' });
const keyFormat = (number: number) =>
  oneOf(['PEM', 'DER'], {
    number,
    required: true,
    about: 'The form of both keys: the private one is PKCS #8, the public one SubjectPublicKeyInfo.',
    example: 'DER',
  });

const EXAMPLE_PUBLIC_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7Ltkb0zMG8hg==';

const EXAMPLE_PRIVATE_KEY = 'dGhlIHByaXZhdGUga2V5';

export interface PairForm {
  readonly action: string;
  readonly isAdvanced: boolean;
  readonly showsPrivateKey: boolean;
}

export function pairOperation({ action, isAdvanced, showsPrivateKey }: PairForm) {
  const blob = isAdvanced ? EXAMPLE_ADVANCED : EXAMPLE_CIPHERTEXT;
  const ending = showsPrivateKey ? '' : 'WithoutPlaintext';
  return kmsInstance.operation({
    action,
    summary: `Makes a key pair, and answers its public key and its private key ${showsPrivateKey ? 'in the clear and ' : ''}encrypted with the ${isAdvanced ? 'newest' : 'first'} version of a symmetric key.`,
    description: isAdvanced
      ? 'The pair is kept nowhere here. AdvanceDecrypt gives the private key back, and needs nothing beside the ciphertext but the Aad.'
      : 'The pair is kept nowhere here. Decrypt gives the private key back.',

    ram: useOfKey,
    qps: 20,

    request: requestFields(isAdvanced, { KeyPairSpec: keyPairSpec, KeyFormat: keyFormat }),
    response: answerFields(isAdvanced, {
      KeyPairSpec: numbered(shown, 'What the pair is.', 'EC_P256'),
      PrivateKeyPlaintext: showsPrivateKey ? numbered(shownSecret, 'The private key.', EXAMPLE_PRIVATE_KEY) : undefined,
      PrivateKeyCiphertextBlob: numbered(shownBytes, 'The private key in this form, encrypted.', blob),
      PublicKey: numbered(shownBytes, 'The public key.', EXAMPLE_PUBLIC_KEY),
    }),
    errors: { ...keyErrors, ...symmetricOnly },
    examples: [
      {
        title: 'A pair on P-256',
        request: { KeyId: EXAMPLE_KEY_ID, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' },
        response: {
          KeyId: EXAMPLE_KEY_ID,
          Iv: EXAMPLE_IV,
          KeyPairSpec: 'EC_P256',
          PrivateKeyCiphertextBlob: blob,
          PublicKey: EXAMPLE_PUBLIC_KEY,
          Algorithm: 'AES_GCM',
          ...(showsPrivateKey && { PrivateKeyPlaintext: EXAMPLE_PRIVATE_KEY }),
          KeyVersionId: EXAMPLE_VERSION_ID,
        },
      },
    ],
    seeAlso: isAdvanced
      ? ['AdvanceDecrypt', `GenerateDataKeyPair${ending}`]
      : ['Decrypt', `AdvanceGenerateDataKeyPair${ending}`],
    differences: [
      'Pairs of one instance are made side by side, as far as there are processors; the cloud makes one at a time.',
    ],
    resolve: resolveKey,

    async handle(input, call) {
      const { PrivateKeyPlaintext, ...pair } = await makePair(input, call, isAdvanced);
      return { ...pair, ...(showsPrivateKey && { PrivateKeyPlaintext }) };
    },
  });
}

interface Asked {
  readonly KeyId: string;
  readonly KeyPairSpec: DataKeyPairSpec;
  readonly KeyFormat: 'PEM' | 'DER';
  readonly Algorithm?: string | undefined;
  readonly Aad?: string | undefined;
}

/** Throws `Busy` and `Abandoned`. */
async function makePair(
  { KeyPairSpec, KeyFormat, ...given }: Asked,
  call: SymmetricCall & Pick<CallFacts, 'requester'>,
  isAdvanced: boolean,
) {
  const key = await encryptingKey(isAdvanced, given, call);
  const { secret, publicKeyDer } = await call.dataKeyPairs.generate(KeyPairSpec, call.requester);
  const privateKey = KeyFormat === 'PEM' ? Buffer.from(encodePem('PRIVATE KEY', secret)) : secret;
  try {
    const { blob, encryptedWith } = await encryptForCaller(key, given, privateKey, call);
    const publicKey = KeyFormat === 'PEM' ? Buffer.from(encodePem('PUBLIC KEY', publicKeyDer)) : publicKeyDer;
    return {
      ...encryptedWith,
      KeyPairSpec,
      PrivateKeyPlaintext: privateKey.toString('base64'),
      PrivateKeyCiphertextBlob: blob,
      PublicKey: publicKey.toString('base64'),
    };
  } finally {
    secret.fill(0);
    privateKey.fill(0);
  }
}
