/** Message authentication with HMAC keys (RFC 2104; GM/T 0004 for SM3): wire/kms.md sections 7.12, 7.13 and 16. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../domain/change.js';
import type { Key } from './key.js';
import type { KeyMaterials } from './key-materials.js';
import type { KeySpecName } from './key-specs.js';
import type { KeyStore } from './key-store.js';
import { OpenedKeys } from './opened-keys.js';
import type { KeyReason } from './refusals.js';

/** A key of a spec authenticates with the algorithm of the same name, and no other. */
const DIGESTS = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
  HMAC_SM3: 'sm3',
} as const satisfies Readonly<Partial<Record<KeySpecName, string>>>;

export type MacAlgorithm = keyof typeof DIGESTS;

export const macAlgorithms = Object.keys(DIGESTS) as [MacAlgorithm, ...MacAlgorithm[]];

/** Some 100 bytes each. */
const OPENED_AT_ONCE = 500;
const OPENED_FOR_MS = 5 * 60_000;

/** The algorithm of a key. Refused with `key-is-for-something-else`. */
export function macAlgorithmOf({ spec }: Key): MacAlgorithm {
  if (!Object.hasOwn(DIGESTS, spec)) throw new Refusal<KeyReason>('key-is-for-something-else');
  return spec as MacAlgorithm;
}

export class Macs {
  readonly #opened = new OpenedKeys<Buffer>({
    capacity: OPENED_AT_ONCE,
    lifetimeMs: OPENED_FOR_MS,
    wipe: material => material.fill(0),
  });

  constructor(
    private readonly store: KeyStore,
    private readonly materials: KeyMaterials,
  ) {}

  /** With the primary version. @param key may work now. Refused with `key-is-for-something-else`. */
  async generate(key: Key, message: Buffer): Promise<Buffer> {
    const digest = DIGESTS[macAlgorithmOf(key)];
    const versionId = key.primaryVersionId;
    if (versionId === undefined) throw new Error(`the key ${key.id} is enabled and has no version`);
    return this.#opened.use(
      versionId,
      () => this.#open(key, versionId),
      material => createHmac(digest, material).update(message).digest(),
    );
  }

  /** Whether it is the key's MAC of the message. A shorter one is not. */
  async verify(key: Key, message: Buffer, mac: Buffer): Promise<boolean> {
    const right = await this.generate(key, message);
    return mac.length === right.length && timingSafeEqual(mac, right);
  }

  /** Wipes what is open. */
  close(): void {
    this.#opened.close();
  }

  async #open({ accountId, id }: Key, versionId: string): Promise<Buffer> {
    const version = await this.store.findVersion(accountId, id, versionId);
    // Deleted since the key was read.
    if (!version) throw new Refusal<KeyReason>('key-missing');
    return this.materials.openPresent(version);
  }
}
