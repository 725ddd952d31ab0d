/**
 * The PKCS #12 file (RFC 7292) that a KMS client key is handed out in. Its form follows the weakest of the official clients (wire/kms.md
 * section 5.6): the certificate's safe first, one certificate, one key, 3DES and SHA-1 throughout. The Go client knows no newer
 * algorithms and takes the first bag for the certificate and the second for the key; OpenSSL 3 no longer reads RC2.
 * So the file is no stronger than its password; its holder should keep it as carefully as the bare key.
 */
import { createCipheriv, createHmac, hash } from 'node:crypto';
import { type Requester, serverItself } from '../domain/requester.js';
import {
  algorithmIdentifier,
  context,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  seq,
  setOf,
} from './der.js';
import { InvalidInput } from './invalid-input.js';
import { derivePkcs12, purpose } from './pkcs12-derivation.js';
import { randomBytes } from './random.js';
import { keyDerivation } from './thread-pool.js';

const DATA = oid('1.2.840.113549.1.7.1');
const ENCRYPTED_DATA = oid('1.2.840.113549.1.7.6');
const SHROUDED_KEY_BAG = oid('1.2.840.113549.1.12.10.1.2');
const CERTIFICATE_BAG = oid('1.2.840.113549.1.12.10.1.3');
const X509_CERTIFICATE = oid('1.2.840.113549.1.9.22.1');
const LOCAL_KEY_ID = oid('1.2.840.113549.1.9.21');
const PBE_SHA1_3DES = '1.2.840.113549.1.12.1.3';
const sha1Identifier = algorithmIdentifier('1.3.14.3.2.26', nullValue());

const ITERATIONS = 2048;
const SALT_BYTES = 16;

export class UnsupportedPassword extends InvalidInput {}

export interface ClientKeyFile {
  readonly certificateDer: Uint8Array;
  /** Unencrypted PrivateKeyInfo. */
  readonly privateKeyPkcs8Der: Uint8Array;
  /** Printable ASCII: Java cannot open a file whose password has any other character. */
  readonly password: string;
}

/**
 * DER of the file. Takes about 20 ms of the main thread, in slices below 1 ms, and requesters take turns at it: throws `Busy` when the
 * requester's does not come in time, `Abandoned`, and `UnsupportedPassword`.
 */
export async function encodeClientKeyPkcs12(file: ClientKeyFile, requester: Requester = serverItself): Promise<Buffer> {
  if (!/^[\x20-\x7e]+$/.test(file.password)) {
    throw new UnsupportedPassword('The password of a client key file may contain printable ASCII characters only.');
  }
  return keyDerivation.run(() => encode(file), requester);
}

async function encode({ certificateDer, privateKeyPkcs8Der, password }: ClientKeyFile): Promise<Buffer> {
  const passwordOctets = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const attributes = setOf([seq(LOCAL_KEY_ID, setOf([octetString(hash('sha1', certificateDer, 'buffer'))]))]);

  const certificate = seq(X509_CERTIFICATE, context(0, octetString(certificateDer)));
  const certificateSafe = seq(seq(CERTIFICATE_BAG, context(0, certificate), attributes));
  const sealed = await encrypt(certificateSafe, passwordOctets);
  const encryptedContent = seq(DATA, sealed.algorithm, contextPrimitive(0, sealed.octets));
  const first = seq(ENCRYPTED_DATA, context(0, seq(integer(0), encryptedContent)));

  const shrouded = await encrypt(privateKeyPkcs8Der, passwordOctets);
  const key = seq(shrouded.algorithm, octetString(shrouded.octets));
  const keySafe = seq(seq(SHROUDED_KEY_BAG, context(0, key), attributes));
  const second = dataContent(keySafe);

  const authenticatedSafe = seq(first, second);
  const macSalt = randomBytes(SALT_BYTES);
  const macKey = await derivePkcs12(purpose.mac, passwordOctets, macSalt, ITERATIONS, 20);
  const mac = createHmac('sha1', macKey).update(authenticatedSafe).digest();
  passwordOctets.fill(0);
  macKey.fill(0);
  const macData = seq(seq(sha1Identifier, octetString(mac)), octetString(macSalt), integer(ITERATIONS));
  return seq(integer(3), dataContent(authenticatedSafe), macData);
}

const dataContent = (content: Uint8Array): Buffer => seq(DATA, context(0, octetString(content)));

/** pbeWithSHA1And3-KeyTripleDES-CBC (RFC 7292 appendix C). */
async function encrypt(plain: Uint8Array, password: Uint8Array): Promise<{ algorithm: Buffer; octets: Buffer }> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derivePkcs12(purpose.key, password, salt, ITERATIONS, 24);
  const iv = await derivePkcs12(purpose.iv, password, salt, ITERATIONS, 8);
  const cipher = createCipheriv('des-ede3-cbc', key, iv);
  const octets = Buffer.concat([cipher.update(plain), cipher.final()]);
  key.fill(0);
  return { algorithm: algorithmIdentifier(PBE_SHA1_3DES, seq(octetString(salt), integer(ITERATIONS))), octets };
}
