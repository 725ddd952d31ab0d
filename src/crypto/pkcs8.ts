/**
 * Private keys under a password: PKCS #8 EncryptedPrivateKeyInfo (RFC 5958) with PBES2 (RFC 8018), PBKDF2-HMAC-SHA-256 and AES-256-CBC,
 * which OpenSSL 1.1.1 and 3, Tongsuo, Java and GnuTLS read. Written by hand because Node's own export takes no iteration count (it uses
 * 2,048) and derives the key on the main thread.
 */
import { createCipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { type Requester, serverItself } from '../domain/requester.js';
import { algorithmIdentifier, integer, nullValue, octetString, seq } from './der.js';
import { encodePem } from './pem.js';
import { randomBytes } from './random.js';
import { keyDerivation } from './thread-pool.js';

const pbkdf2Async = promisify(pbkdf2);

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';
const hmacWithSha256 = algorithmIdentifier('1.2.840.113549.2.9', nullValue());

const SALT_BYTES = 16;
const KEY_BYTES = 32;
const IV_BYTES = 16;

export interface EncryptPkcs8Options {
  /** PBKDF2 rounds. The default is what OWASP asks of HMAC-SHA-256; it takes about 0.1 s of a thread. */
  readonly iterations?: number;
  readonly requester?: Requester;
}

/**
 * PEM of the key under the password (its UTF-8 bytes), with a fresh salt and initialisation vector, ending in a line feed.
 * `pkcs8Der` is an unencrypted PrivateKeyInfo. Throws `Busy` when the requester's turn does not come in time, and `Abandoned`.
 */
export async function encryptPkcs8(
  pkcs8Der: Uint8Array,
  password: string,
  { iterations = 600_000, requester = serverItself }: EncryptPkcs8Options = {},
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const key = await keyDerivation.run(() => pbkdf2Async(password, salt, iterations, KEY_BYTES, 'sha256'), requester);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8Der), cipher.final()]);
  key.fill(0);

  const derivation = algorithmIdentifier(PBKDF2, seq(octetString(salt), integer(iterations), hmacWithSha256));
  const encryption = algorithmIdentifier(AES_256_CBC, octetString(iv));
  const der = seq(algorithmIdentifier(PBES2, seq(derivation, encryption)), octetString(encrypted));
  return encodePem('ENCRYPTED PRIVATE KEY', der);
}
