/**
 * The seal that needs nothing but a file: random keys in `seal-key.json`, beside the database and never in it.
 *
 *     { "format": 1, "current": 2, "keys": { "1": "base64 of 32 bytes", "2": "…" } }
 *
 * New secrets are sealed under `current`; the older keys stay to open what was sealed under them. A person who has this file and
 * the database has every secret, so it is refused when others than its owner may read it.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { randomBytes } from '../crypto/random.js';
import { createDurably, renameDurably } from '../files/durable-file.js';
import { readPrivateFile, UnsafeFileError } from '../files/private-file.js';
import { type Seal, SealError, type WrappedKey } from './seal.js';
import { keyBytes, nonceBytes, tagBytes, Xaes256Gcm } from './xaes-256-gcm.js';

/** The name of the key file in the data directory. */
export const keyFileName = 'seal-key.json';

interface KeyFile {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** A seal as it is handed to another thread: node hands over what the keys stand for, and their bytes are in no message. */
export interface SharedKeyFile {
  readonly current: number;
  readonly keys: ReadonlyMap<number, KeyObject>;
}

/** Wraps data keys under the keys of a file. Answers at once. */
export class KeyFileSeal implements Seal {
  readonly id = 'key-file';
  readonly #current: number;
  readonly #ciphers: ReadonlyMap<number, Xaes256Gcm>;

  /** What another thread opens the same seal with: the file may have been given another key since. */
  readonly shared: SharedKeyFile;

  /** Takes keys of a file over and wipes the buffers they came in. */
  constructor({ current, keys }: KeyFile | SharedKeyFile) {
    const objects = new Map([...keys].map(([version, key]) => [version, takenOver(key)]));
    this.shared = { current, keys: objects };
    this.#current = current;
    this.#ciphers = new Map([...objects].map(([version, key]) => [version, new Xaes256Gcm(key)]));
  }

  /** The version under which new secrets are sealed. */
  get currentKeyVersion(): number {
    return this.#current;
  }

  wrap(dataKey: Buffer, context: Buffer): WrappedKey {
    const nonce = randomBytes(nonceBytes);
    const sealed = this.#ciphers.get(this.#current)!.encrypt(nonce, dataKey, context);
    return { keyVersion: this.#current, bytes: Buffer.concat([nonce, sealed]) };
  }

  unwrap(wrapped: WrappedKey, context: Buffer): Buffer {
    const cipher = this.#ciphers.get(wrapped.keyVersion);
    if (!cipher) throw new SealError(`the key file has no key of version ${wrapped.keyVersion}`);
    if (wrapped.bytes.length !== nonceBytes + keyBytes + tagBytes)
      throw new SealError('a wrapped key has the wrong length');
    const dataKey = cipher.decrypt(wrapped.bytes.subarray(0, nonceBytes), wrapped.bytes.subarray(nonceBytes), context);
    if (!dataKey)
      throw new SealError('a sealed value belongs to another seal or record, or was changed after it was sealed');
    return dataKey;
  }
}

function takenOver(key: Buffer | KeyObject): KeyObject {
  if (!Buffer.isBuffer(key)) return key;
  const object = createSecretKey(key);
  key.fill(0);
  return object;
}

/**
 * Opens the key file of a data directory.
 * @returns undefined when there is none
 * @throws SealError when others may read the file, or it is not a key file
 */
export async function openKeyFile(directory: string): Promise<KeyFileSeal | undefined> {
  const file = await readKeyFile(join(directory, keyFileName));
  return file && new KeyFileSeal(file);
}

/**
 * Makes the key file of a new data directory, with one key. It is on disk when this returns.
 * @throws SealError when there is one already: no key file is ever overwritten
 */
export async function createKeyFile(directory: string): Promise<KeyFileSeal> {
  const path = join(directory, keyFileName);
  const file = { current: 1, keys: new Map([[1, randomBytes(keyBytes)]]) };
  if (!(await createDurably(path, encodeKeyFile(file), 0o600))) {
    throw new SealError(`${path} exists already and is left as it is`);
  }
  return new KeyFileSeal(file);
}

/**
 * Adds a new key to the key file and makes it the current one. Secrets that exist stay under the older keys until they are resealed.
 * @throws SealError as openKeyFile does, and when there is no key file
 */
export async function rotateKeyFile(directory: string): Promise<KeyFileSeal> {
  const path = join(directory, keyFileName);
  const file = await readKeyFile(path);
  if (!file) throw new SealError(`there is no key file ${path}`);
  const current = Math.max(...file.keys.keys()) + 1;
  const rotated = { current, keys: new Map([...file.keys, [current, randomBytes(keyBytes)]]) };
  // Written beside and moved over: a crash leaves the old file or the new one, never half of one. The name is fixed, so that
  // of two rotations at once the second is refused instead of dropping the key that the first has made.
  if (!(await createDurably(`${path}.new`, encodeKeyFile(rotated), 0o600))) {
    throw new SealError(
      `another rotation is under way, or one was interrupted: if none is, remove ${path}.new and try again`,
    );
  }
  await renameDurably(`${path}.new`, path);
  return new KeyFileSeal(rotated);
}

async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  try {
    const text = await readPrivateFile(path, 'rotate the key if somebody may have read it');
    return text === undefined ? undefined : parseKeyFile(text, path);
  } catch (fault) {
    if (fault instanceof UnsafeFileError) throw new SealError(`the key file cannot be used: ${fault.message}`);
    throw fault;
  }
}

function parseKeyFile(text: string, path: string): KeyFile {
  // No cause and no excerpt: what JSON.parse says of a broken file quotes it.
  const broken = new SealError(`${path} is not a whole key file: put back the copy that you keep of it`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw broken;
  }
  if (typeof content !== 'object' || content === null) throw broken;
  const { format, current, keys } = content as Record<string, unknown>;
  if (format !== 1 || typeof current !== 'number' || typeof keys !== 'object' || keys === null) throw broken;
  const decoded = new Map<number, Buffer>();
  for (const [version, encoded] of Object.entries(keys)) {
    const key = typeof encoded === 'string' ? Buffer.from(encoded, 'base64') : Buffer.alloc(0);
    if (!/^[1-9][0-9]{0,8}$/.test(version) || key.length !== keyBytes) throw broken;
    decoded.set(Number(version), key);
  }
  if (!decoded.has(current)) throw broken;
  return { current, keys: decoded };
}

function encodeKeyFile({ current, keys }: KeyFile): string {
  const encoded = Object.fromEntries([...keys].map(([version, key]) => [version, key.toString('base64')]));
  return `${JSON.stringify({ format: 1, current, keys: encoded }, null, 2)}\n`;
}
