/**
 * The words that keys and signatures are spoken of in. An `Algorithm` is one kind of key pair together with everything that has to be
 * done differently for it; code calls its methods and never compares its name.
 */
import type { Requester } from '../domain/requester.js';
import type { PublicKey } from './public-key.js';

export type Family = 'RSA' | 'ECC' | 'SM2';

/** A way to sign, as certificates name it. */
export interface SignatureScheme {
  /** As Java spells it: `SHA256withRSA`. */
  readonly name: string;
  /** As the APIs spell it: `SHA256WITHRSA`. */
  readonly apiName: string;
  readonly family: Family;
  readonly oid: string;
  /** DER AlgorithmIdentifier, as it stands in a certificate. */
  readonly identifier: Buffer;
  /** False for a wrong or unreadable signature. */
  verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean;
}

/** A private key ready for use. It lives in memory only; what is stored is its sealed PKCS #8. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  /** Where signing takes longer than a hop to another thread it answers with a promise; `await` serves both. */
  sign(data: Uint8Array): Buffer | Promise<Buffer>;
  /** The same for megabytes, without holding the event loop while they are hashed; absent where `sign` does not hold it either. */
  signLong?(data: Uint8Array): Promise<Buffer>;
}

/** A fresh key pair: PKCS #8 PrivateKeyInfo and SubjectPublicKeyInfo. The first is a secret that the receiver seals and wipes. */
export interface KeyPairDer {
  readonly pkcs8Der: Buffer;
  readonly spkiDer: Buffer;
}

export interface Algorithm {
  /** `RSA_2048`, `ECC_256`, `SM2_256`… */
  readonly name: string;
  readonly family: Family;
  /** In bits, as the API reports it: 512 for P-521. */
  readonly keySize: number;
  /** What keys of this kind sign with. */
  readonly signature: SignatureScheme;
  /** DER AlgorithmIdentifier inside the SubjectPublicKeyInfo; the RSA sizes share theirs. */
  readonly publicKeyIdentifier: Buffer;
  /** Whether keys of this kind usually encipher other keys, so that a certificate says keyEncipherment unless it is told otherwise (RFC 3279). */
  readonly enciphersKeys: boolean;
  /** Whether they can encipher anything: RSA and SM2 can (GB/T 32918.4), ECDSA keys cannot (RFC 8813 section 3). */
  readonly canEncipher: boolean;
  /** Whether two of them can agree on a key: those on curves can. */
  readonly canAgree: boolean;

  /** Where it takes long, requesters take turns: throws `Busy` when the requester's does not come in time, and `Abandoned`. */
  generate(requester: Requester): Promise<KeyPairDer>;
  /** Takes what `generate` gave; throws when it is anything else. */
  open(pkcs8Der: Buffer): SigningKey;
}
