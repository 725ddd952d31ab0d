/** Algorithms by the names that this API gives them: wire/cas.md section 4.2. */
import type { Algorithm } from '../../crypto/algorithm.js';
import { findAlgorithm } from '../../crypto/algorithms.js';

/** What requests may ask for. RSA_3072 occurs only in certificates from a CSR. */
export const ALGORITHMS = ['RSA_1024', 'RSA_2048', 'RSA_4096', 'ECC_256', 'ECC_384', 'ECC_512', 'SM2_256'] as const;

/** The name comes from a field with these values, or from the store. */
export function algorithmOf(name: string): Algorithm {
  const algorithm = findAlgorithm(name);
  if (!algorithm) throw new Error(`there is no algorithm of the name ${name}`);
  return algorithm;
}
