/** Signatures over digests, and their verification (wire/kms.md sections 7.10, 7.11 and 16). */
import { sign, verify } from 'node:crypto';
import { p256, secp256k1 } from '../../crypto/curves.js';
import { signEcdsa, signSm2Digest, verifyEcdsa, verifySm2Digest } from '../../crypto/digest-signatures.js';
import { openPublicKey } from '../../crypto/public-key.js';
import { type RsaScheme, signRsaDigest, verifyRsaDigest } from '../../crypto/rsa-digest.js';
import { rsaOperations } from '../../crypto/thread-pool.js';
import { Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Key, KeyVersion } from './key.js';
import type { KeySpecName } from './key-specs.js';
import { type OpenedPair, opensslKeyOf, type Pairs, scalarOf } from './pairs.js';
import type { KeyReason } from './refusals.js';

interface SignatureAlgorithm {
  readonly specs: readonly KeySpecName[];
  /** How long a digest may be, in octets. */
  readonly digest: { readonly minimum: number; readonly maximum: number };
  sign(spec: KeySpecName, opened: OpenedPair, digest: Buffer, requester: Requester): Buffer | Promise<Buffer>;
  /** False for whatever is no signature of the key over the digest. */
  verify(spec: KeySpecName, spkiDer: Buffer, digest: Buffer, signature: Buffer): boolean;
}

const SHA_256 = { minimum: 32, maximum: 32 } as const;

const rsa = (scheme: RsaScheme): SignatureAlgorithm => ({
  specs: ['RSA_2048', 'RSA_3072', 'RSA_4096'],
  digest: SHA_256,
  sign(_spec, opened, digest, requester) {
    const key = opensslKeyOf(opened);
    return rsaOperations.run(() => signRsaDigest(key, scheme, digest), requester);
  },
  verify: (_spec, spkiDer, digest, signature) =>
    verifyRsaDigest(openPublicKey(spkiDer).keyObject, scheme, digest, signature),
});

const curveOf = (spec: KeySpecName) => (spec === 'EC_P256' ? p256 : secp256k1);

/** Pure ML-DSA without a context (FIPS 204): what is signed is the digest as a message. */
const mlDsa = (spec: KeySpecName): SignatureAlgorithm => ({
  specs: [spec],
  digest: { minimum: 32, maximum: 64 },
  sign: (_spec, opened, digest) => sign(null, digest, opensslKeyOf(opened)),
  verify: (_spec, spkiDer, digest, signature) => verify(null, digest, openPublicKey(spkiDer).keyObject, signature),
});

const ALGORITHMS = {
  RSA_PSS_SHA_256: rsa('pss'),
  RSA_PKCS1_SHA_256: rsa('pkcs1'),
  ECDSA_SHA_256: {
    specs: ['EC_P256', 'EC_P256K'],
    digest: SHA_256,
    sign: (spec, opened, digest) => signEcdsa(curveOf(spec), scalarOf(opened), digest),
    verify: (spec, spkiDer, digest, signature) => verifyEcdsa(curveOf(spec), spkiDer, digest, signature),
  },
  SM2DSA: {
    specs: ['EC_SM2'],
    digest: SHA_256,
    sign: (_spec, opened, digest) => signSm2Digest(scalarOf(opened), digest),
    verify: (_spec, spkiDer, digest, signature) => verifySm2Digest(spkiDer, digest, signature),
  },
  ML_DSA_44: mlDsa('ML_DSA_44'),
  ML_DSA_65: mlDsa('ML_DSA_65'),
  ML_DSA_87: mlDsa('ML_DSA_87'),
} as const satisfies Readonly<Record<string, SignatureAlgorithm>>;

export type SignatureAlgorithmName = keyof typeof ALGORITHMS;

export const signatureAlgorithms = Object.keys(ALGORITHMS) as [SignatureAlgorithmName, ...SignatureAlgorithmName[]];

/** Those that keys of a spec sign with; none where they cannot sign. */
export const signatureAlgorithmsOf = (spec: KeySpecName): readonly SignatureAlgorithmName[] =>
  signatureAlgorithms.filter(name => (ALGORITHMS[name] as SignatureAlgorithm).specs.includes(spec));

/** In octets. */
export const digestLengths = (name: SignatureAlgorithmName): SignatureAlgorithm['digest'] => ALGORITHMS[name].digest;

/** Refused with `key-is-for-something-else` unless it is a signing key. */
export function requireSigningKey({ usage }: Key): void {
  if (usage !== 'SIGN/VERIFY') throw new Refusal<KeyReason>('key-is-for-something-else');
}

export class Signatures {
  constructor(private readonly pairs: Pairs) {}

  /**
   * @param key signs, and with this algorithm @param version one of its versions
   * Refused with `key-pending-import`. Throws `Busy` and `Abandoned`.
   */
  async sign(
    key: Key,
    version: KeyVersion,
    algorithm: SignatureAlgorithmName,
    digest: Buffer,
    requester: Requester,
  ): Promise<Buffer> {
    return this.pairs.use(key, version, opened => ALGORITHMS[algorithm].sign(key.spec, opened, digest, requester));
  }

  /** Whether it is a signature of the version over the digest. */
  verify(
    { spec }: Key,
    { id, publicKeyDer }: KeyVersion,
    algorithm: SignatureAlgorithmName,
    digest: Buffer,
    signature: Buffer,
  ): boolean {
    if (!publicKeyDer) throw new Error(`the version ${id} of a pair has no public key`);
    return ALGORITHMS[algorithm].verify(spec, publicKeyDer, digest, signature);
  }
}
