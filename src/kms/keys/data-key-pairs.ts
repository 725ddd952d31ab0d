/** Pairs that are made for their callers and kept nowhere (wire/kms-instance.md section 4.5). */
import type { Requester } from '../../domain/requester.js';
import { type GenerateKeyPair, type KeyMaterial, type KeySpecName, specOf } from './key-specs.js';

export const DATA_KEY_PAIR_SPECS = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_P256',
  'EC_P256K',
] as const satisfies readonly KeySpecName[];
export type DataKeyPairSpec = (typeof DATA_KEY_PAIR_SPECS)[number];

export class DataKeyPairs {
  constructor(private readonly generateKeyPair: GenerateKeyPair) {}

  /** The caller wipes `secret`, the PKCS #8. Throws `Busy` where the requester's turn does not come in time, and `Abandoned`. */
  async generate(
    spec: DataKeyPairSpec,
    requester: Requester,
  ): Promise<Required<KeyMaterial> & { readonly publicKeyDer: Buffer }> {
    const { secret, publicKeyDer } = await specOf(spec).generate(requester, this.generateKeyPair);
    if (!publicKeyDer) throw new Error(`a pair of the spec ${spec} has no public key`);
    return { secret, publicKeyDer };
  }
}
