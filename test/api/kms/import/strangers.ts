/** Material as openssl makes it, and encrypts it for import. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Scratch } from '../../../strangers/commands.js';
import { opensslEncrypts } from '../keys/openssl-encryption.js';

const openssl = (args: readonly string[], input?: Buffer): Buffer =>
  execFileSync('openssl', args, { stdio: 'pipe', ...(input && { input }) });

const GENERATED: Readonly<Record<string, readonly string[]>> = {
  RSA_2048: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  RSA_3072: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  EC_P256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  EC_P256K: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  EC_SM2: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
};

/** PKCS #8 of a new private key. @param more further options of `openssl genpkey` */
export const opensslPrivateKey = (spec: string, ...more: readonly string[]): Buffer =>
  // In DER it writes the forms of each algorithm instead.
  openssl(
    ['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'],
    openssl(['genpkey', ...(GENERATED[spec] ?? []), ...more]),
  );

/** SubjectPublicKeyInfo of a private key. */
export const opensslPublicKey = (scratch: Scratch, pkcs8Der: Buffer): Buffer =>
  openssl(['pkey', '-inform', 'DER', '-in', scratch.write('private.der', pkcs8Der), '-pubout', '-outform', 'DER']);

/** With a cipher whose key stands in front, where the algorithm says so. */
export function opensslWraps(scratch: Scratch, pem: string, algorithm: string, material: Buffer): Buffer {
  if (algorithm === 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD') {
    const key = randomBytes(32);
    const wrappedKey = opensslEncrypts(scratch, pem, 'RSAES_OAEP_SHA_256', key);
    return Buffer.concat([wrappedKey, openssl(['enc', '-aes-256-ecb', '-K', key.toString('hex')], material)]);
  }
  if (algorithm === 'SM2PKE_SM4_ECB') {
    const key = randomBytes(16);
    const wrappedKey = opensslEncrypts(scratch, pem, 'SM2PKE', key);
    return Buffer.concat([wrappedKey, openssl(['enc', '-sm4-ecb', '-nopad', '-K', key.toString('hex')], material)]);
  }
  return opensslEncrypts(scratch, pem, algorithm, material);
}
