/** What openssl encrypts with a public key, and decrypts with a private one. */
import { execFileSync } from 'node:child_process';
import type { Scratch } from '../../../strangers/commands.js';

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  RSAES_OAEP_SHA_256: ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256', 'rsa_mgf1_md:sha256'],
  RSAES_OAEP_SHA_1: ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha1', 'rsa_mgf1_md:sha1'],
  RSAES_PKCS1_V1_5: ['rsa_padding_mode:pkcs1'],
  SM2PKE: ['digest:sm3'],
};

const options = (algorithm: string) => (OPTIONS[algorithm] ?? []).flatMap(it => ['-pkeyopt', it]);

export function opensslEncrypts(scratch: Scratch, pem: string, algorithm: string, plaintext: Buffer): Buffer {
  const [key, input] = [scratch.write('public.pem', pem), scratch.write('plaintext', plaintext)];
  return execFileSync('openssl', ['pkeyutl', '-encrypt', '-pubin', '-inkey', key, '-in', input, ...options(algorithm)]);
}

/** @param privateKey the file of a PKCS #8 */
export function opensslDecrypts(scratch: Scratch, privateKey: string, algorithm: string, ciphertext: Buffer): Buffer {
  const input = scratch.write('ciphertext', ciphertext);
  const key = ['-inkey', privateKey, '-keyform', 'DER'];
  return execFileSync('openssl', ['pkeyutl', '-decrypt', ...key, '-in', input, ...options(algorithm)]);
}
