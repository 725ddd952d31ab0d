/**
 * The one table of key algorithms, by the names the API uses (wire/cas.md section 6.2). What the table says is what is made: what
 * is generated, signed with and reported all comes from the same entry.
 */
import type { Algorithm } from './algorithm.js';
import { ecc256, ecc384, ecc512 } from './nist-curves.js';
import { rsaAlgorithm } from './rsa.js';
import { sm2256 } from './sm2.js';

export const algorithms: readonly Algorithm[] = Object.freeze([
  rsaAlgorithm('RSA_1024', 1024),
  rsaAlgorithm('RSA_2048', 2048),
  rsaAlgorithm('RSA_3072', 3072),
  rsaAlgorithm('RSA_4096', 4096),
  ecc256,
  ecc384,
  ecc512,
  sm2256,
]);

const byName: ReadonlyMap<string, Algorithm> = new Map(algorithms.map(each => [each.name, each]));

/** By the API's name, exactly as spelled there. */
export const findAlgorithm = (name: string): Algorithm | undefined => byName.get(name);

/** By the AlgorithmIdentifier of a SubjectPublicKeyInfo and, where several share one, the key size. */
export const findAlgorithmOfKey = (publicKeyIdentifier: Uint8Array, keySize?: number): Algorithm | undefined =>
  algorithms.find(
    each => each.publicKeyIdentifier.equals(publicKeyIdentifier) && (keySize === undefined || each.keySize === keySize),
  );
