/**
 * Encryption as the protocol of instances has it (wire/kms-instance.md sections 4.2 and 4.3): with a version that is named, an algorithm of the caller's choice, and
 * initialization vector and additional data beside the ciphertext.
 */
import { BLOCK_BYTES, type BlockMode, decryptBlocks, encryptBlocks } from '../../crypto/block-modes.js';
import { decryptEcies, type EciesCurve, encryptEcies } from '../../crypto/ecies.js';
import { decryptGcm, encryptGcm, type GcmCipher, NONCE_BYTES } from '../../crypto/gcm.js';
import { Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Encryption } from './encryption.js';
import type { Key, KeyVersion } from './key.js';
import type { KeySpecName } from './key-specs.js';
import { type Pairs, scalarOf } from './pairs.js';
import {
  type EncryptionAlgorithmName,
  encryptFor,
  encryptionAlgorithmsOf,
  longestPlaintext,
  type PairDecryption,
} from './public-key-encryption.js';
import type { KeyReason } from './refusals.js';

/** What goes with a ciphertext of a symmetric key, as far as its algorithm has it. */
export interface Parameters {
  readonly iv: Buffer;
  readonly aad: Buffer;
  readonly pads: boolean;
}

interface SymmetricAlgorithm {
  readonly ivBytes: number;
  readonly takesAad: boolean;
  readonly takesPadding: boolean;
  encrypt(material: Buffer, plaintext: Buffer, parameters: Parameters): Buffer;
  /** Undefined when anything about it is not as it was encrypted. */
  decrypt(material: Buffer, ciphertext: Buffer, parameters: Parameters): Buffer | undefined;
}

const gcm = (cipherOf: (material: Buffer) => GcmCipher): SymmetricAlgorithm => ({
  ivBytes: NONCE_BYTES,
  takesAad: true,
  takesPadding: false,
  encrypt: (material, plaintext, { iv, aad }) => encryptGcm(cipherOf(material), material, iv, plaintext, aad),
  decrypt: (material, ciphertext, { iv, aad }) => decryptGcm(cipherOf(material), material, iv, ciphertext, aad),
});

const blocks = (mode: BlockMode, ivBytes: number): SymmetricAlgorithm => ({
  ivBytes,
  takesAad: false,
  takesPadding: true,
  encrypt: (material, plaintext, { iv, pads }) => encryptBlocks(mode, material, iv, plaintext, pads),
  decrypt: (material, ciphertext, { iv, pads }) => decryptBlocks(mode, material, iv, ciphertext, pads),
});

const SYMMETRIC = {
  AES_GCM: gcm(material => `aes-${material.length * 8}-gcm` as GcmCipher),
  AES_CBC: blocks('cbc', BLOCK_BYTES),
  AES_ECB: blocks('ecb', 0),
  SM4_GCM: gcm(() => 'sm4-gcm'),
} as const satisfies Readonly<Record<string, SymmetricAlgorithm>>;

export type SymmetricAlgorithmName = keyof typeof SYMMETRIC;

const AES: readonly SymmetricAlgorithmName[] = ['AES_GCM', 'AES_CBC', 'AES_ECB'];
const SYMMETRIC_OF: Readonly<Partial<Record<KeySpecName, readonly SymmetricAlgorithmName[]>>> = {
  Aliyun_AES_256: AES,
  Aliyun_AES_192: AES,
  Aliyun_AES_128: AES,
  Aliyun_SM4: ['SM4_GCM'],
};

export const ECIES = 'ECIES_DH_SHA_1_XOR_HMAC';
const ECIES_CURVES: Readonly<Partial<Record<KeySpecName, EciesCurve>>> = {
  EC_P256: 'prime256v1',
  EC_P256K: 'secp256k1',
};
/** In octets: what the vendor recommends at most, many times over; deriving a longer pad would take too long. */
const LONGEST_OF_ECIES = 6144;

/** Those of symmetric keys; the first is the one of a caller who names none. None where the key is not symmetric. */
export const symmetricAlgorithmsOf = (spec: KeySpecName): readonly SymmetricAlgorithmName[] => SYMMETRIC_OF[spec] ?? [];

/** Those of pairs, likewise. */
export const pairAlgorithmsOf = (spec: KeySpecName): readonly string[] =>
  ECIES_CURVES[spec] ? [ECIES] : encryptionAlgorithmsOf(spec);

/** Refused with `key-is-for-something-else` unless it is a key that encrypts with one of these. */
export function requireEncryptionUsage({ usage, spec }: Key): void {
  const hasAlgorithm = symmetricAlgorithmsOf(spec).length > 0 || pairAlgorithmsOf(spec).length > 0;
  if (usage !== 'ENCRYPT/DECRYPT' || !hasAlgorithm) throw new Refusal<KeyReason>('key-is-for-something-else');
}

export const ivBytesOf = (name: SymmetricAlgorithmName): number => SYMMETRIC[name].ivBytes;
export const takesAad = (name: SymmetricAlgorithmName): boolean => SYMMETRIC[name].takesAad;
export const takesPadding = (name: SymmetricAlgorithmName): boolean => SYMMETRIC[name].takesPadding;

/** In octets. @param spkiDer of a key for which the algorithm is */
export const longestPairPlaintext = (algorithm: string, spkiDer: Buffer): number =>
  algorithm === ECIES ? LONGEST_OF_ECIES : longestPlaintext(algorithm as EncryptionAlgorithmName, spkiDer);

export class InstanceEncryption {
  constructor(
    private readonly encryption: Pick<Encryption, 'use'>,
    private readonly pairs: Pairs,
    private readonly pairDecryption: Pick<PairDecryption, 'decrypt'>,
  ) {}

  /** @param key may work now, and has this algorithm. Refused with `key-missing` and `key-pending-import`. */
  encrypt(
    key: Key,
    versionId: string,
    algorithm: SymmetricAlgorithmName,
    plaintext: Buffer,
    parameters: Parameters,
  ): Promise<Buffer> {
    return this.encryption.use(key, versionId, material =>
      SYMMETRIC[algorithm].encrypt(material, plaintext, parameters),
    );
  }

  /** The caller wipes the result. Refused as `encrypt`, and with `ciphertext-invalid` whatever about the ciphertext is wrong. */
  async decrypt(
    key: Key,
    versionId: string,
    algorithm: SymmetricAlgorithmName,
    ciphertext: Buffer,
    parameters: Parameters,
  ): Promise<Buffer> {
    const plaintext = await this.encryption.use(key, versionId, material =>
      SYMMETRIC[algorithm].decrypt(material, ciphertext, parameters),
    );
    if (!plaintext) throw new Refusal<KeyReason>('ciphertext-invalid');
    return plaintext;
  }

  /** With the public key of a version. @param plaintext of one octet, up to as many as `longestPairPlaintext` says */
  encryptForPair({ spec }: Key, { id, publicKeyDer }: KeyVersion, algorithm: string, plaintext: Buffer): Buffer {
    if (!publicKeyDer) throw new Error(`the version ${id} of a pair has no public key`);
    const curve = ECIES_CURVES[spec];
    if (curve) return encryptEcies(curve, publicKeyDer, plaintext);
    return encryptFor(algorithm as EncryptionAlgorithmName, publicKeyDer, plaintext);
  }

  /** Refused and wiped as `decrypt`. Throws `Busy` and `Abandoned`. */
  async decryptWithPair(
    key: Key,
    version: KeyVersion,
    algorithm: string,
    ciphertext: Buffer,
    requester: Requester,
  ): Promise<Buffer> {
    const curve = ECIES_CURVES[key.spec];
    if (!curve) {
      return this.pairDecryption.decrypt(key, version, algorithm as EncryptionAlgorithmName, ciphertext, requester);
    }
    const plaintext = await this.pairs.use(key, version, opened => decryptEcies(curve, scalarOf(opened), ciphertext));
    if (!plaintext) throw new Refusal<KeyReason>('ciphertext-invalid');
    return plaintext;
  }
}
