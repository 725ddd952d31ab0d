/** RSA keys (RFC 8017) with the exponent 65537, signing PKCS #1 v1.5 with SHA-256. */
import { createPrivateKey } from 'node:crypto';
import type { Requester } from '../domain/requester.js';
import type { Algorithm, KeyPairDer, SigningKey } from './algorithm.js';
import { algorithmIdentifier, nullValue } from './der.js';
import { signInThreadPool } from './pooled-signature.js';
import { makeRsaKeyPair } from './rsa-key-pairs.js';
import { sha256WithRsa } from './signature-schemes.js';
import { keyGeneration } from './thread-pool.js';

/** RFC 3279 section 2.3.1: the parameters are NULL, not absent. */
const publicKeyIdentifier = algorithmIdentifier('1.2.840.113549.1.1.1', nullValue());

export function rsaAlgorithm(name: string, keySize: number): Algorithm {
  const algorithm: Algorithm = Object.freeze({
    name,
    family: 'RSA',
    keySize,
    signature: sha256WithRsa,
    publicKeyIdentifier,
    enciphersKeys: true,
    canEncipher: true,
    canAgree: false,

    async generate(requester: Requester): Promise<KeyPairDer> {
      const { privateKey, publicKey } = await keyGeneration.run(() => makeRsaKeyPair(keySize), requester);
      return { pkcs8Der: privateKey, spkiDer: publicKey };
    },

    open(pkcs8Der: Buffer): SigningKey {
      const key = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
      if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== keySize) {
        throw new Error(`The private key is not an RSA key of ${keySize} bits.`);
      }
      return { algorithm, sign: data => signInThreadPool(key, data) };
    },
  });
  return algorithm;
}
