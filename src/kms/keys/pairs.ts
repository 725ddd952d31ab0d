/** Private keys of pairs, opened: scalars of the curves that are computed with here, and OpenSSL's keys of everything else. */
import { createPrivateKey, KeyObject } from 'node:crypto';
import { type Curve, p256, secp256k1, sm2Curve } from '../../crypto/curves.js';
import type { Key, KeyVersion } from './key.js';
import type { KeyMaterials } from './key-materials.js';
import type { KeySpecName } from './key-specs.js';
import { OpenedKeys } from './opened-keys.js';

/** The scalar as octets, or a key of OpenSSL, which wipes it when it is let go. */
export type OpenedPair = Buffer | KeyObject;

/** Some 1 KB each. */
const OPENED_AT_ONCE = 500;
const OPENED_FOR_MS = 5 * 60_000;

/** The specs whose private keys are scalars. */
export const CURVES: Readonly<Partial<Record<KeySpecName, Curve>>> = {
  EC_P256: p256,
  EC_P256K: secp256k1,
  EC_SM2: sm2Curve,
};

export class Pairs {
  readonly #opened = new OpenedKeys<OpenedPair>({
    capacity: OPENED_AT_ONCE,
    lifetimeMs: OPENED_FOR_MS,
    wipe: opened => {
      if (!(opened instanceof KeyObject)) opened.fill(0);
    },
  });

  constructor(private readonly materials: KeyMaterials) {}

  /**
   * Works with the private key of a version. Refused with `key-pending-import` where its material was deleted.
   * @param work keeps no scalar beyond its own end
   */
  use<T>({ spec }: Pick<Key, 'spec'>, version: KeyVersion, work: (opened: OpenedPair) => T): Promise<T> {
    return this.#opened.use(version.id, () => this.#open(spec, version), work);
  }

  /** Wipes what is open. */
  close(): void {
    this.#opened.close();
  }

  async #open(spec: KeySpecName, version: KeyVersion): Promise<OpenedPair> {
    const pkcs8Der = await this.materials.openPresent(version);
    try {
      const curve = CURVES[spec];
      if (curve) return Buffer.from(curve.layout.parts(pkcs8Der).d);
      return createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
    } finally {
      pkcs8Der.fill(0);
    }
  }
}

/** @throws where the pair is one of OpenSSL's: a spec and its algorithms are in tables, which have to agree */
export function scalarOf(opened: OpenedPair): Buffer {
  if (opened instanceof KeyObject) throw new Error('the private key is no scalar');
  return opened;
}

/** @throws where the pair is a scalar */
export function opensslKeyOf(opened: OpenedPair): KeyObject {
  if (!(opened instanceof KeyObject)) throw new Error('the private key is no key of OpenSSL');
  return opened;
}
