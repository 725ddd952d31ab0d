/**
 * Encryption with symmetric keys: with the primary version of a key, and decryption with the version that the ciphertext names (wire/kms.md
 * sections 7.1 to 7.4 and 17).
 */
import { decryptGcm, encryptGcm, type GcmCipher, NONCE_BYTES } from '../../crypto/gcm.js';
import { randomBytes } from '../../crypto/random.js';
import { Refusal } from '../../domain/change.js';
import { decodeBlob, encodeBlob } from './blob.js';
import { additionalData, type EncryptionContext } from './encryption-context.js';
import type { Key } from './key.js';
import type { KeyMaterials } from './key-materials.js';
import type { KeySpecName } from './key-specs.js';
import type { KeyStore } from './key-store.js';
import { requireKey } from './lifecycle.js';
import { OpenedKeys } from './opened-keys.js';
import type { KeyReason } from './refusals.js';

/** The specs that encrypt symmetrically, each with its cipher. */
const CIPHERS: Readonly<Partial<Record<KeySpecName, GcmCipher>>> = {
  Aliyun_AES_256: 'aes-256-gcm',
  Aliyun_AES_192: 'aes-192-gcm',
  Aliyun_AES_128: 'aes-128-gcm',
  Aliyun_SM4: 'sm4-gcm',
};

/** Some 100 bytes each. */
const OPENED_AT_ONCE = 1000;
const OPENED_FOR_MS = 5 * 60_000;

export interface Encrypted {
  readonly keyId: string;
  readonly versionId: string;
  readonly blob: Buffer;
}

export interface Decrypted {
  readonly keyId: string;
  readonly versionId: string;
  /** The caller wipes it. */
  readonly plaintext: Buffer;
}

export class Encryption {
  readonly #opened = new OpenedKeys<Buffer>({
    capacity: OPENED_AT_ONCE,
    lifetimeMs: OPENED_FOR_MS,
    wipe: material => material.fill(0),
  });

  constructor(
    private readonly store: KeyStore,
    private readonly materials: KeyMaterials,
  ) {}

  /** @param key may work now (`requireKey`). Refused with `key-does-not-encrypt`. */
  async encrypt(key: Key, plaintext: Buffer, context: EncryptionContext): Promise<Encrypted> {
    const cipher = cipherOf(key);
    const versionId = key.primaryVersionId;
    if (versionId === undefined) throw new Error(`the key ${key.id} is enabled and has no version`);
    const nonce = randomBytes(NONCE_BYTES);
    const aad = additionalData(context);
    const open = () => this.#open(key, versionId);
    const sealed = await this.#opened.use(versionId, open, material =>
      encryptGcm(cipher, material, nonce, plaintext, aad),
    );
    return { keyId: key.id, versionId, blob: encodeBlob({ versionId, nonce, sealed }) };
  }

  /**
   * Refused with `ciphertext-invalid` whatever about the ciphertext or its context is wrong, with `key-missing` where the account has no
   * version of that id, and with what the key's state refuses.
   */
  async decrypt(accountId: string, blob: Buffer, context: EncryptionContext, now: Date): Promise<Decrypted> {
    const decoded = decodeBlob(blob);
    if (!decoded) throw new Refusal<KeyReason>('ciphertext-invalid');
    const { versionId, nonce, sealed } = decoded;
    const key = await this.findKeyOf(accountId, versionId);
    requireKey('work', key, now);
    const cipher = cipherOf(key);
    const aad = additionalData(context);
    const open = () => this.#open(key, versionId);
    const plaintext = await this.#opened.use(versionId, open, material =>
      decryptGcm(cipher, material, nonce, sealed, aad),
    );
    if (!plaintext) throw new Refusal<KeyReason>('ciphertext-invalid');
    return { keyId: key.id, versionId, plaintext };
  }

  /** The key that a ciphertext was made with, in any state; undefined where the account has none such, or it is no ciphertext. */
  async findKeyOfBlob(accountId: string, blob: Buffer): Promise<Key | undefined> {
    const decoded = decodeBlob(blob);
    return decoded && this.findKeyOf(accountId, decoded.versionId);
  }

  /** Likewise of another account. Whether the caller may know of it is the caller's to decide. */
  async findKeyOfOthersBlob(accountId: string, blob: Buffer): Promise<Key | undefined> {
    const decoded = decodeBlob(blob);
    const owner = decoded && (await this.store.findOwnerOfVersion(decoded.versionId));
    return owner && owner.accountId !== accountId ? this.store.find(owner.accountId, owner.keyId) : undefined;
  }

  /**
   * Works with the material of a version. Refused with `key-missing` and `key-pending-import`.
   * @param work keeps nothing of it beyond its own end
   */
  use<T>(key: Key, versionId: string, work: (material: Buffer) => T): Promise<T> {
    return this.#opened.use(versionId, () => this.#open(key, versionId), work);
  }

  /** Wipes what is open. */
  close(): void {
    this.#opened.close();
  }

  private async findKeyOf(accountId: string, versionId: string): Promise<Key | undefined> {
    const keyId = await this.store.findKeyIdOfVersion(accountId, versionId);
    return keyId === undefined ? undefined : this.store.find(accountId, keyId);
  }

  async #open({ accountId, id }: Key, versionId: string): Promise<Buffer> {
    const version = await this.store.findVersion(accountId, id, versionId);
    // Deleted since the key was read.
    if (!version) throw new Refusal<KeyReason>('key-missing');
    return this.materials.openPresent(version);
  }
}

function cipherOf({ spec }: Key): GcmCipher {
  const cipher = CIPHERS[spec];
  if (cipher === undefined) throw new Refusal<KeyReason>('key-does-not-encrypt');
  return cipher;
}
