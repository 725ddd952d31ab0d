/** The material of key versions: made, sealed, and opened again. */
import { hash, timingSafeEqual } from 'node:crypto';
import { randomIdentifier } from '../../crypto/random.js';
import { Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import { digestRecordId, type Key, type KeyVersion, materialRecordId } from './key.js';
import { type GenerateKeyPair, type KeyMaterial, specOf } from './key-specs.js';
import type { KeyReason } from './refusals.js';

export class KeyMaterials {
  constructor(
    private readonly seal: Seal,
    private readonly generateKeyPair: GenerateKeyPair,
  ) {}

  /**
   * A version with material that nobody has had before. Throws `Busy` where the requester's turn does not come in time, and `Abandoned`.
   * @param number its place among the versions of the key
   */
  async makeVersion(
    key: Pick<Key, 'accountId' | 'id' | 'spec'>,
    number: number,
    now: Date,
    requester: Requester,
  ): Promise<KeyVersion> {
    const material = await specOf(key.spec).generate(requester, this.generateKeyPair);
    const version = { id: randomIdentifier(now.getTime()), accountId: key.accountId, keyId: key.id };
    try {
      return { ...version, number, createdAt: now, ...(await this.#close(version, material)), sealedDigest: undefined };
    } finally {
      material.secret.fill(0);
    }
  }

  /** The only version of a key whose owner has brought its material. The caller wipes that. */
  async firstImported(key: Pick<Key, 'accountId' | 'id'>, material: KeyMaterial, now: Date): Promise<KeyVersion> {
    const version = { id: randomIdentifier(now.getTime()), accountId: key.accountId, keyId: key.id };
    const sealedDigest = await sealBytes(this.seal, digestOf(material), digestRecordId(version));
    return { ...version, number: 1, createdAt: now, ...(await this.#close(version, material)), sealedDigest };
  }

  /** The version with its material once more, sealed anew; undefined where the material is another. The caller wipes that. */
  async importedAgain(version: KeyVersion, material: KeyMaterial): Promise<KeyVersion | undefined> {
    if (!version.sealedDigest) throw new Error(`the version ${version.id} was not imported`);
    const digest = await openBytes(this.seal, version.sealedDigest, digestRecordId(version));
    if (!timingSafeEqual(digest, digestOf(material))) return undefined;
    return { ...version, ...(await this.#close(version, material)) };
  }

  /** The material in the clear, which the caller wipes. Rejects with SealError when it was changed, or sealed for another record. */
  open(version: KeyVersion & { readonly sealedMaterial: Buffer }): Promise<Buffer> {
    return openBytes(this.seal, version.sealedMaterial, materialRecordId(version));
  }

  /** The same of a version that may have lost its material: refused with `key-pending-import` then. */
  async openPresent(version: KeyVersion): Promise<Buffer> {
    const { sealedMaterial } = version;
    if (sealedMaterial === undefined) throw new Refusal<KeyReason>('key-pending-import');
    return this.open({ ...version, sealedMaterial });
  }

  async #close(version: Pick<KeyVersion, 'accountId' | 'keyId' | 'id'>, { secret, publicKeyDer }: KeyMaterial) {
    return { publicKeyDer, sealedMaterial: await sealBytes(this.seal, secret, materialRecordId(version)) };
  }
}

const digestOf = ({ secret }: KeyMaterial): Buffer => hash('sha256', secret, 'buffer');
