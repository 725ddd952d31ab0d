/**
 * The one table of key specs: what a key is made of and what it may be for (wire/kms.md section 16). What a spec is called is what it is:
 * the material comes from OpenSSL for that very algorithm, or the spec is not in the table.
 */
import type { Algorithm } from '../../crypto/algorithm.js';
import { findAlgorithm } from '../../crypto/algorithms.js';
import type { GeneratedKey } from '../../crypto/keys.js';
import { generatePostQuantum, generateSecp256k1, type PostQuantumType } from '../../crypto/other-key-pairs.js';
import { randomBytes } from '../../crypto/random.js';
import type { Requester } from '../../domain/requester.js';

export const KEY_USAGES = ['ENCRYPT/DECRYPT', 'SIGN/VERIFY', 'GENERATE/VERIFY'] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** `mac` keys are symmetric too, and authenticate instead of encrypting. */
export type KeyClass = 'symmetric' | 'asymmetric' | 'mac';

/** What a version of a key is made of. The receiver seals `secret` and wipes it. */
export interface KeyMaterial {
  /** The key's own octets; of a pair its PKCS #8. */
  readonly secret: Buffer;
  /** SubjectPublicKeyInfo; only pairs have one. */
  readonly publicKeyDer: Buffer | undefined;
}

/** Throws `Busy` and `Abandoned`. */
export type GenerateKeyPair = (algorithm: Algorithm, requester: Requester) => Promise<GeneratedKey>;

interface Spec {
  readonly class: KeyClass;
  /** A key has one of them for good; the first is that of a key whose caller names none. */
  readonly usages: readonly [KeyUsage, ...KeyUsage[]];
  /** Of how many octets the material is; undefined of pairs. */
  readonly octets: number | undefined;
  /** Whether material from elsewhere is taken. */
  readonly isImportable: boolean;
  /** Whether the cloud has no such spec. */
  readonly isExtension: boolean;
  generate(requester: Requester, generateKeyPair: GenerateKeyPair): Promise<KeyMaterial>;
}

const randomOctets = (length: number) => async (): Promise<KeyMaterial> => ({
  secret: randomBytes(length),
  publicKeyDer: undefined,
});

const cipherKey = (length: number): Spec => ({
  class: 'symmetric',
  usages: ['ENCRYPT/DECRYPT'],
  octets: length,
  isImportable: true,
  isExtension: false,
  generate: randomOctets(length),
});

/** As long as the digest: shorter would be weaker, longer not stronger (RFC 2104 section 3). */
const macKey = (length: number): Spec => ({
  class: 'mac',
  usages: ['GENERATE/VERIFY'],
  octets: length,
  isImportable: true,
  isExtension: true,
  generate: randomOctets(length),
});

type Pair = Pick<Spec, 'usages'> & Partial<Pick<Spec, 'isImportable' | 'isExtension'>>;
type MakePair = (
  requester: Requester,
  generateKeyPair: GenerateKeyPair,
) => Promise<{ pkcs8Der: Buffer; spkiDer: Buffer }>;

const pair = ({ usages, isImportable = true, isExtension = false }: Pair, make: MakePair): Spec => ({
  class: 'asymmetric',
  usages,
  octets: undefined,
  isImportable,
  isExtension,
  async generate(requester, generateKeyPair) {
    const { pkcs8Der, spkiDer } = await make(requester, generateKeyPair);
    return { secret: pkcs8Der, publicKeyDer: spkiDer };
  },
});

/** Of an algorithm that certificates have too. */
const sharedPair = (usages: Spec['usages'], algorithm: string): Spec =>
  pair({ usages }, (requester, generateKeyPair) => generateKeyPair(findAlgorithm(algorithm)!, requester));

const postQuantumPair = (usage: KeyUsage, type: PostQuantumType): Spec =>
  pair({ usages: [usage], isImportable: false, isExtension: true }, () => generatePostQuantum(type));

const SIGNS_OR_ENCRYPTS = ['SIGN/VERIFY', 'ENCRYPT/DECRYPT'] as const;

export const keySpecs = {
  Aliyun_AES_256: cipherKey(32),
  Aliyun_AES_192: cipherKey(24),
  Aliyun_AES_128: cipherKey(16),
  Aliyun_SM4: cipherKey(16),
  RSA_2048: sharedPair(SIGNS_OR_ENCRYPTS, 'RSA_2048'),
  RSA_3072: sharedPair(SIGNS_OR_ENCRYPTS, 'RSA_3072'),
  RSA_4096: sharedPair(SIGNS_OR_ENCRYPTS, 'RSA_4096'),
  EC_P256: sharedPair(SIGNS_OR_ENCRYPTS, 'ECC_256'),
  EC_P256K: pair({ usages: SIGNS_OR_ENCRYPTS }, generateSecp256k1),
  EC_SM2: sharedPair(SIGNS_OR_ENCRYPTS, 'SM2_256'),
  HMAC_SHA_224: macKey(28),
  HMAC_SHA_256: macKey(32),
  HMAC_SHA_384: macKey(48),
  HMAC_SHA_512: macKey(64),
  HMAC_SM3: macKey(32),
  ML_DSA_44: postQuantumPair('SIGN/VERIFY', 'ml-dsa-44'),
  ML_DSA_65: postQuantumPair('SIGN/VERIFY', 'ml-dsa-65'),
  ML_DSA_87: postQuantumPair('SIGN/VERIFY', 'ml-dsa-87'),
  ML_KEM_512: postQuantumPair('ENCRYPT/DECRYPT', 'ml-kem-512'),
  ML_KEM_768: postQuantumPair('ENCRYPT/DECRYPT', 'ml-kem-768'),
  ML_KEM_1024: postQuantumPair('ENCRYPT/DECRYPT', 'ml-kem-1024'),
} as const satisfies Readonly<Record<string, Spec>>;

export type KeySpecName = keyof typeof keySpecs;

export const keySpecNames = Object.keys(keySpecs) as [KeySpecName, ...KeySpecName[]];

export const specOf = (name: KeySpecName): Spec => keySpecs[name];

/** Of how many octets the material of a key is; undefined of pairs. */
export const materialBytes = (name: KeySpecName): number | undefined => specOf(name).octets;

/** The spec of a stored name; one that is not in the table is damaged data. */
export function knownSpecName(name: string): KeySpecName {
  if (!Object.hasOwn(keySpecs, name)) throw new Error(`the store holds a key of the unknown spec ${name}`);
  return name as KeySpecName;
}
