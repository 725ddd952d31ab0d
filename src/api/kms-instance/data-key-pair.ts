/** What the four operations that make key pairs have in common (wire/kms-instance.md section 4.5). */
import { encodePem } from '../../crypto/pem.js';
import { encodeAdvancedBlob } from '../../kms/keys/advanced-blob.js';
import { DATA_KEY_PAIR_SPECS, type DataKeyPairSpec } from '../../kms/keys/data-key-pairs.js';
import { oneOf } from '../../spec/field.js';
import type { CallFacts } from '../../spec/operation.js';
import { requireGcm } from './advanced.js';
import { keyErrors, symmetricOnly } from './errors.js';
import { shownBytes, shownSecret } from './fields.js';
import { primaryVersionIdOf, versionIdOf } from './named-key.js';
import type { KmsInstanceServices } from './services.js';
import { encryptSymmetrically, namedSymmetricKey } from './symmetric-encryption.js';

export const PAIR_QPS = 20;
export const pairErrors = { ...keyErrors, ...symmetricOnly } as const;

export const keyPairSpec = (number: number) =>
  oneOf(DATA_KEY_PAIR_SPECS, { number, required: true, about: 'What pair to make.', example: 'EC_P256' });
export const keyFormat = (number: number) =>
  oneOf(['PEM', 'DER'], {
    number,
    required: true,
    about: 'The form of both keys: the private one is PKCS #8, the public one SubjectPublicKeyInfo.',
    example: 'DER',
  });

export const EXAMPLE_PUBLIC_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7Ltkb0zMG8hg==';

export const shownPublicKey = (number: number) => shownBytes(number, 'The public key.', EXAMPLE_PUBLIC_KEY);
export const shownPrivateKey = (number: number) => shownSecret(number, 'The private key.', 'dGhlIHByaXZhdGUga2V5');
export const shownSealedKey = (number: number, example: string) =>
  shownBytes(number, 'The private key in this form, encrypted.', example);

interface Asked {
  readonly KeyId: string;
  readonly KeyPairSpec: DataKeyPairSpec;
  readonly KeyFormat: 'PEM' | 'DER';
  readonly Algorithm?: string | undefined;
  readonly Aad?: string | undefined;
}

type PairCall = Pick<CallFacts, 'accountId' | 'instanceId' | 'now' | 'requester'> &
  KmsInstanceServices & { readonly fail: Parameters<typeof namedSymmetricKey>[1]['fail'] };

/**
 * A pair, its private key encrypted: with the newest version and into one ciphertext, or with the first one and the initialization vector beside it. Throws `Busy`
 * and `Abandoned`.
 */
export async function makePair(
  { KeyId, KeyPairSpec, KeyFormat, Algorithm, Aad }: Asked,
  call: PairCall,
  isAdvanced: boolean,
) {
  const key = await namedSymmetricKey(KeyId, call);
  requireGcm({ Algorithm }, key);
  const versionId = isAdvanced ? primaryVersionIdOf(key) : await versionIdOf(key, {}, call);
  const { secret, publicKeyDer } = await call.dataKeyPairs.generate(KeyPairSpec, call.requester);
  const privateKey = KeyFormat === 'PEM' ? Buffer.from(encodePem('PRIVATE KEY', secret)) : secret;
  try {
    const { iv, ciphertext, algorithm } = await encryptSymmetrically(key, versionId, { Aad }, privateKey, call);
    const blob = isAdvanced ? encodeAdvancedBlob({ versionId, nonce: iv, sealed: ciphertext }) : ciphertext;
    const publicKey = KeyFormat === 'PEM' ? Buffer.from(encodePem('PUBLIC KEY', publicKeyDer)) : publicKeyDer;
    return {
      KeyId: key.id,
      Iv: iv.toString('base64'),
      KeyPairSpec,
      PrivateKeyPlaintext: privateKey.toString('base64'),
      PrivateKeyCiphertextBlob: blob.toString('base64'),
      PublicKey: publicKey.toString('base64'),
      Algorithm: algorithm,
      KeyVersionId: versionId,
    };
  } finally {
    secret.fill(0);
    privateKey.fill(0);
  }
}

/** For declared examples. */
export const examplePair = (blob: string, Iv: string) => ({
  Iv,
  KeyPairSpec: 'EC_P256',
  PrivateKeyCiphertextBlob: blob,
  PublicKey: EXAMPLE_PUBLIC_KEY,
  Algorithm: 'AES_GCM',
});
