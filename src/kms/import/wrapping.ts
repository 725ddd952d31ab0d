/**
 * How material is encrypted on its way here (wire/kms.md section 8.1): with a public key of this server directly, or with a cipher whose key is
 * encrypted with the public key and stands in front. Unwrapping has one answer for whatever is wrong: it is nobody's oracle.
 */
import { createDecipheriv, createPrivateKey, type KeyObject } from 'node:crypto';
import { findAlgorithm } from '../../crypto/algorithms.js';
import { sm2Curve } from '../../crypto/curves.js';
import { decryptPkcs1 } from '../../crypto/pkcs1-encryption.js';
import { decryptOaep, type OaepHash } from '../../crypto/rsa-encryption.js';
import { decryptSm2 } from '../../crypto/sm2-encryption.js';
import { sm2PrefixLength, sm2Structure } from '../../crypto/sm2-layouts.js';
import { rsaOperations } from '../../crypto/thread-pool.js';
import type { Requester } from '../../domain/requester.js';
import { type KeySpecName, materialBytes } from '../keys/key-specs.js';
import { CURVES } from '../keys/pairs.js';
import { WRAPPING_SPECS, type WrappingSpec } from '../keys/wrapping-keys.js';

export { WRAPPING_SPECS, type WrappingSpec };

/** Both are in the table of algorithms. */
export const WRAPPING_PAIRS = { RSA_2048: findAlgorithm('RSA_2048')!, EC_SM2: findAlgorithm('SM2_256')! } as const;

interface Unwrapping {
  /** PKCS #8 of the wrapping key. */
  readonly pkcs8Der: Buffer;
  readonly wrapped: Buffer;
  /** How many octets the material has; undefined of pairs. */
  readonly length: number | undefined;
  readonly requester: Requester;
}

interface Wrapping {
  readonly wrappingSpec: WrappingSpec;
  /** Whether material of keys of a spec can come in it. */
  takes(spec: KeySpecName): boolean;
  /** Undefined when anything about it is wrong. Throws `Busy` and `Abandoned`. */
  unwrap(given: Unwrapping): Promise<Buffer | undefined>;
}

const isOctets = (spec: KeySpecName): boolean => materialBytes(spec) !== undefined;
const isOnCurve = (spec: KeySpecName): boolean => CURVES[spec] !== undefined;

const rsaKey = (pkcs8Der: Buffer): KeyObject => createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });

const unwrapOaep = (hash: OaepHash, { pkcs8Der, wrapped, requester }: Unwrapping): Promise<Buffer | undefined> =>
  rsaOperations.run(() => decryptOaep(rsaKey(pkcs8Der), hash, wrapped), requester);

const oaep = (hash: OaepHash): Wrapping => ({
  wrappingSpec: 'RSA_2048',
  // A private key of RSA is longer than what the wrapping key takes.
  takes: spec => isOctets(spec) || isOnCurve(spec),
  unwrap: given => unwrapOaep(hash, given),
});

const unwrapSm2 = ({ pkcs8Der, wrapped }: Unwrapping): Buffer | undefined =>
  decryptSm2(sm2Curve.layout.parts(pkcs8Der).d, sm2Structure(wrapped));

const RSA_2048_BYTES = 256;
const SM4_KEY_BYTES = 16;
const AES_256_KEY_BYTES = 32;

const WRAPPINGS = {
  RSAES_OAEP_SHA_256: oaep('SHA-256'),
  RSAES_OAEP_SHA_1: oaep('SHA-1'),
  RSAES_PKCS1_V1_5: {
    wrappingSpec: 'RSA_2048',
    takes: isOctets,
    unwrap: async ({ pkcs8Der, wrapped, length, requester }) =>
      length === undefined
        ? undefined
        : rsaOperations.run(() => decryptPkcs1(rsaKey(pkcs8Der), wrapped, length), requester),
  },
  RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD: {
    wrappingSpec: 'RSA_2048',
    takes: spec => !isOctets(spec),
    async unwrap(given) {
      const [wrappedKey, encrypted] = splitAt(given.wrapped, RSA_2048_BYTES);
      const key = await unwrapOaep('SHA-256', { ...given, wrapped: wrappedKey });
      return decryptBlocks('aes-256-ecb', key, AES_256_KEY_BYTES, encrypted, true);
    },
  },
  SM2PKE: {
    wrappingSpec: 'EC_SM2',
    takes: () => true,
    unwrap: async given => unwrapSm2(given),
  },
  SM2PKE_SM4_ECB: {
    wrappingSpec: 'EC_SM2',
    takes: isOnCurve,
    async unwrap(given) {
      const [wrappedKey, encrypted] = splitAt(given.wrapped, sm2PrefixLength(given.wrapped, SM4_KEY_BYTES));
      const key = unwrapSm2({ ...given, wrapped: wrappedKey });
      return decryptBlocks('sm4-ecb', key, SM4_KEY_BYTES, encrypted, false);
    },
  },
} as const satisfies Readonly<Record<string, Wrapping>>;

export type ImportAlgorithm = keyof typeof WRAPPINGS;

export const importAlgorithms = Object.keys(WRAPPINGS) as [ImportAlgorithm, ...ImportAlgorithm[]];

export const isImportAlgorithm = (name: string): name is ImportAlgorithm => Object.hasOwn(WRAPPINGS, name);

/** Those in which material of a key of this spec can be encrypted for such a wrapping key. */
export const importAlgorithmsOf = (wrappingSpec: WrappingSpec, spec: KeySpecName): readonly ImportAlgorithm[] =>
  importAlgorithms.filter(name => WRAPPINGS[name].wrappingSpec === wrappingSpec && WRAPPINGS[name].takes(spec));

/** Undefined when anything about it is wrong. The caller wipes the result. Throws `Busy` and `Abandoned`. */
export const unwrap = (algorithm: ImportAlgorithm, given: Unwrapping): Promise<Buffer | undefined> =>
  (WRAPPINGS[algorithm] as Wrapping).unwrap(given);

const splitAt = (octets: Buffer, at: number): readonly [Buffer, Buffer] => [
  octets.subarray(0, at),
  octets.subarray(at),
];

/** Wipes the key. */
function decryptBlocks(
  cipher: 'aes-256-ecb' | 'sm4-ecb',
  key: Buffer | undefined,
  keyBytes: number,
  encrypted: Buffer,
  isPadded: boolean,
): Buffer | undefined {
  if (!key) return undefined;
  try {
    if (key.length !== keyBytes) return undefined;
    const decipher = createDecipheriv(cipher, key, null).setAutoPadding(isPadded);
    const first = decipher.update(encrypted);
    try {
      return Buffer.concat([first, decipher.final()]);
    } finally {
      first.fill(0);
    }
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
}
