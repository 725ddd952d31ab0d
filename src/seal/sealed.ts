/**
 * Secrets as they are stored: envelope encryption under a seal.
 *
 * Each secret is encrypted with AES-256-GCM under a data key of its own; the seal wraps that key. The identifier of the
 * record is authenticated in both layers, so a sealed value that is moved to another record of the database does not open.
 *
 *     byte 0        format, 1
 *     bytes 1-4     version of the seal's key, big-endian
 *     bytes 5-6     length of the wrapped data key
 *     ...           wrapped data key, as the seal made it
 *     ...           ciphertext, as long as the plaintext
 *     last 16       authentication tag
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { randomBytes } from '../crypto/random.js';
import { type Seal, SealError, type WrappedKey } from './seal.js';

const format = 1;
const headerBytes = 7;
const tagBytes = 16;
const dataKeyBytes = 32;

/**
 * A data key encrypts one message, so a fixed nonce never meets a second one: the deterministic construction of
 * NIST SP 800-38D, 8.2.1 with a single invocation.
 */
const onlyNonce = Buffer.alloc(12);

/** Different first bytes in the two layers, so that neither can be taken for the other. */
const keyContext = (recordId: string) => Buffer.from(`chancery data key\0${recordId}`);
const dataContext = (recordId: string) => Buffer.from(`chancery sealed data\0${recordId}`);

/**
 * Encrypts a secret for the record that will hold it. The caller may wipe `plaintext` afterwards.
 * @param recordId the stable identifier of that record; the same text is needed to open it
 */
export async function sealBytes(seal: Seal, plaintext: Buffer, recordId: string): Promise<Buffer> {
  const dataKey = randomBytes(dataKeyBytes);
  try {
    const answer = seal.wrap(dataKey, keyContext(recordId));
    const wrapped = answer instanceof Promise ? await answer : answer;
    const cipher = createCipheriv('aes-256-gcm', dataKey, onlyNonce).setAAD(dataContext(recordId));
    const ciphertext = cipher.update(plaintext);
    cipher.final();
    return encode(wrapped, ciphertext, cipher.getAuthTag());
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Decrypts a secret. The caller wipes the result when it is no longer needed.
 * @throws SealError when the seal is another one, or the sealed value or its record identifier were changed
 */
export async function openBytes(seal: Seal, sealed: Buffer, recordId: string): Promise<Buffer> {
  const { wrapped, ciphertext, tag } = decode(sealed);
  const answer = seal.unwrap(wrapped, keyContext(recordId));
  const dataKey = answer instanceof Promise ? await answer : answer;
  try {
    const decipher = createDecipheriv('aes-256-gcm', dataKey, onlyNonce, { authTagLength: tagBytes });
    decipher.setAAD(dataContext(recordId)).setAuthTag(tag);
    const plaintext = decipher.update(ciphertext);
    try {
      decipher.final();
    } catch {
      plaintext.fill(0);
      throw new SealError('a sealed value was changed after it was sealed');
    }
    return plaintext;
  } finally {
    dataKey.fill(0);
  }
}

/** The version of the seal's key under which a value is sealed; needs no key. @throws SealError when it is no sealed value */
export function keyVersionOf(sealed: Buffer): number {
  return decode(sealed).wrapped.keyVersion;
}

/**
 * Moves a sealed value under the seal's current key, without decrypting the secret itself: what a rotation does to each record.
 * @throws SealError as openBytes does, except that the ciphertext is not looked at
 */
export async function resealBytes(seal: Seal, sealed: Buffer, recordId: string): Promise<Buffer> {
  const { wrapped, ciphertext, tag } = decode(sealed);
  const dataKey = await seal.unwrap(wrapped, keyContext(recordId));
  try {
    return encode(await seal.wrap(dataKey, keyContext(recordId)), ciphertext, tag);
  } finally {
    dataKey.fill(0);
  }
}

function encode(wrapped: WrappedKey, ciphertext: Buffer, tag: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header[0] = format;
  header.writeUInt32BE(wrapped.keyVersion, 1);
  header.writeUInt16BE(wrapped.bytes.length, 5);
  return Buffer.concat([header, wrapped.bytes, ciphertext, tag]);
}

function decode(sealed: Buffer): { wrapped: WrappedKey; ciphertext: Buffer; tag: Buffer } {
  if (sealed.length < headerBytes + tagBytes) throw new SealError('a sealed value is too short');
  if (sealed[0] !== format) throw new SealError(`a sealed value has the unknown format ${sealed[0]}`);
  const wrappedEnd = headerBytes + sealed.readUInt16BE(5);
  if (sealed.length < wrappedEnd + tagBytes) throw new SealError('a sealed value is too short');
  return {
    wrapped: { keyVersion: sealed.readUInt32BE(1), bytes: sealed.subarray(headerBytes, wrappedEnd) },
    ciphertext: sealed.subarray(wrappedEnd, -tagBytes),
    tag: sealed.subarray(-tagBytes),
  };
}
