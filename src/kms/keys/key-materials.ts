/** The material of key versions: made, sealed, and opened again. */
import { randomIdentifier } from '../../crypto/random.js';
import { Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import { type Key, type KeyVersion, materialRecordId } from './key.js';
import { type GenerateKeyPair, specOf } from './key-specs.js';
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
    const { secret, publicKeyDer } = await specOf(key.spec).generate(requester, this.generateKeyPair);
    const version = { id: randomIdentifier(now.getTime()), accountId: key.accountId, keyId: key.id };
    try {
      const sealedMaterial = await sealBytes(this.seal, secret, materialRecordId(version));
      return { ...version, number, createdAt: now, publicKeyDer, sealedMaterial };
    } finally {
      secret.fill(0);
    }
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
}
