/** Encryption with public keys: of pairs, and of others to whom something is handed over (wire/kms.md sections 7.8, 7.9 and 16). */
import { openPublicKey } from '../../crypto/public-key.js';
import { decryptOaep, encryptOaep, longestOaepPlaintext, type OaepHash } from '../../crypto/rsa-encryption.js';
import { decryptSm2, encryptSm2 } from '../../crypto/sm2-encryption.js';
import { rsaOperations } from '../../crypto/thread-pool.js';
import { Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Key, KeyVersion } from './key.js';
import type { KeySpecName } from './key-specs.js';
import { type OpenedPair, opensslKeyOf, type Pairs, scalarOf } from './pairs.js';
import type { KeyReason } from './refusals.js';

interface EncryptionAlgorithm {
  readonly specs: readonly KeySpecName[];
  /** In octets. */
  longestPlaintext(spkiDer: Buffer): number;
  encrypt(spkiDer: Buffer, plaintext: Buffer): Buffer;
  /** Undefined when anything about the ciphertext is wrong. Throws `Busy` and `Abandoned`. */
  decrypt(
    opened: OpenedPair,
    ciphertext: Buffer,
    requester: Requester,
  ): Buffer | undefined | Promise<Buffer | undefined>;
}

const oaep = (hash: OaepHash): EncryptionAlgorithm => ({
  specs: ['RSA_2048', 'RSA_3072', 'RSA_4096'],
  longestPlaintext: spkiDer =>
    longestOaepPlaintext(openPublicKey(spkiDer).keyObject.asymmetricKeyDetails?.modulusLength ?? 0, hash),
  encrypt: (spkiDer, plaintext) => encryptOaep(openPublicKey(spkiDer).keyObject, hash, plaintext),
  decrypt(opened, ciphertext, requester) {
    const key = opensslKeyOf(opened);
    return rsaOperations.run(() => decryptOaep(key, hash, ciphertext), requester);
  },
});

/** The vendor's limit: a ciphertext is to have at most 6,144 octets. */
const LONGEST_OF_SM2 = 6047;

const ALGORITHMS = {
  RSAES_OAEP_SHA_256: oaep('SHA-256'),
  RSAES_OAEP_SHA_1: oaep('SHA-1'),
  SM2PKE: {
    specs: ['EC_SM2'],
    longestPlaintext: () => LONGEST_OF_SM2,
    encrypt: encryptSm2,
    decrypt: (opened, ciphertext) => decryptSm2(scalarOf(opened), ciphertext),
  },
} as const satisfies Readonly<Record<string, EncryptionAlgorithm>>;

export type EncryptionAlgorithmName = keyof typeof ALGORITHMS;

export const encryptionAlgorithms = Object.keys(ALGORITHMS) as [EncryptionAlgorithmName, ...EncryptionAlgorithmName[]];

/** Those that keys of a spec encrypt with; none where they cannot. */
export const encryptionAlgorithmsOf = (spec: KeySpecName): readonly EncryptionAlgorithmName[] =>
  encryptionAlgorithms.filter(name => (ALGORITHMS[name] as EncryptionAlgorithm).specs.includes(spec));

/** In octets. @param spkiDer of a key for which the algorithm is */
export const longestPlaintext = (algorithm: EncryptionAlgorithmName, spkiDer: Buffer): number =>
  ALGORITHMS[algorithm].longestPlaintext(spkiDer);

/** @param plaintext of one octet, up to as many as `longestPlaintext` says */
export const encryptFor = (algorithm: EncryptionAlgorithmName, spkiDer: Buffer, plaintext: Buffer): Buffer =>
  ALGORITHMS[algorithm].encrypt(spkiDer, plaintext);

/** Refused with `key-is-for-something-else` unless it is a pair that encrypts. */
export function requireEncryptionPair({ usage, spec }: Key): void {
  if (usage === 'ENCRYPT/DECRYPT' && encryptionAlgorithmsOf(spec).length > 0) return;
  throw new Refusal<KeyReason>('key-is-for-something-else');
}

export class PairDecryption {
  constructor(private readonly pairs: Pairs) {}

  /**
   * @param key encrypts with this algorithm @param version one of its versions
   * The caller wipes the result. Refused with `ciphertext-invalid` whatever about the ciphertext is wrong, and with `key-pending-import`. Throws
   * `Busy` and `Abandoned`.
   */
  async decrypt(
    key: Key,
    version: KeyVersion,
    algorithm: EncryptionAlgorithmName,
    ciphertext: Buffer,
    requester: Requester,
  ): Promise<Buffer> {
    const plaintext = await this.pairs.use(key, version, opened =>
      (ALGORITHMS[algorithm] as EncryptionAlgorithm).decrypt(opened, ciphertext, requester),
    );
    if (!plaintext) throw new Refusal<KeyReason>('ciphertext-invalid');
    return plaintext;
  }
}
