/**
 * Key pairs that no certificate of this server has, made and written by OpenSSL as they are: the curve secp256k1 (SEC 2), ML-DSA
 * (FIPS 204, RFC 9881) and ML-KEM (FIPS 203). Each takes some 0.1 to 1 ms, in libuv's thread pool.
 */
import { generateKeyPair, type KeyObject } from 'node:crypto';
import type { KeyPairDer } from './algorithm.js';

const POST_QUANTUM = ['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87', 'ml-kem-512', 'ml-kem-768', 'ml-kem-1024'] as const;
export type PostQuantumType = (typeof POST_QUANTUM)[number];

/** PKCS #8 and SubjectPublicKeyInfo (RFC 5480) with the curve by name. */
export function generateSecp256k1(): Promise<KeyPairDer> {
  return made(done => generateKeyPair('ec', { namedCurve: 'secp256k1' }, done));
}

/** PKCS #8 holds the seed alone, from which the private key follows. */
export function generatePostQuantum(type: PostQuantumType): Promise<KeyPairDer> {
  return made(done => generateKeyPair(type as 'ed25519', undefined, done));
}

type Done = (fault: Error | null, publicKey: KeyObject, privateKey: KeyObject) => void;

function made(generate: (done: Done) => void): Promise<KeyPairDer> {
  return new Promise((resolve, reject) => {
    generate((fault, publicKey, privateKey) => {
      if (fault) return reject(fault);
      resolve({
        pkcs8Der: privateKey.export({ type: 'pkcs8', format: 'der' }),
        spkiDer: publicKey.export({ type: 'spki', format: 'der' }),
      });
    });
  });
}
