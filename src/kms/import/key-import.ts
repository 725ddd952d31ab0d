/**
 * Material that the owner of a key brings (wire/kms.md section 8). What a key has been given once is all that it is ever given again, so that whatever
 * it has encrypted opens with it for as long as the key is there; the version that has the material keeps its id.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import type { Key } from '../keys/key.js';
import type { KeyMaterials } from '../keys/key-materials.js';
import { type GenerateKeyPair, materialBytes } from '../keys/key-specs.js';
import type { KeyChangedReason, KeyStore } from '../keys/key-store.js';
import { hasPrimary } from '../keys/keys.js';
import { stateOf } from '../keys/lifecycle.js';
import type { KeyReason } from '../keys/refusals.js';
import { readMaterial } from './given-material.js';
import { openImportToken, sealImportToken } from './import-token.js';
import { importedVersion, losingMaterial } from './imported-version.js';
import { type ImportAlgorithm, unwrap, WRAPPING_PAIRS, type WrappingSpec } from './wrapping.js';

export const TOKEN_LIFETIME_MS = 24 * 3_600_000;

export interface ImportParameters {
  /** SubjectPublicKeyInfo of the wrapping key. */
  readonly publicKeyDer: Buffer;
  readonly token: Buffer;
  readonly expiresAt: Date;
}

export interface GivenImport {
  readonly token: Buffer;
  readonly wrapped: Buffer;
  /** When the material ends; undefined: never. */
  readonly expiresAt: Date | undefined;
}

export class KeyImport {
  constructor(
    private readonly store: KeyStore,
    private readonly materials: KeyMaterials,
    private readonly seal: Seal,
    private readonly generate: GenerateKeyPair,
  ) {}

  /**
   * A wrapping key that nobody has had before, and the token that goes with it.
   * @param key takes the algorithm with wrapping keys of this spec. Refused with `origin-unsupported`; throws `Busy` and `Abandoned`.
   */
  async parameters(
    key: Key,
    spec: WrappingSpec,
    algorithm: ImportAlgorithm,
    now: Date,
    requester: Requester,
  ): Promise<ImportParameters> {
    requireExternal(key);
    const { pkcs8Der, spkiDer } = await this.generate(WRAPPING_PAIRS[spec], requester);
    try {
      const expiresAt = new Date(now.getTime() + TOKEN_LIFETIME_MS);
      const token = await sealImportToken(this.seal, key, { expiresAt, algorithm, pkcs8Der });
      return { publicKeyDer: spkiDer, token, expiresAt };
    } finally {
      pkcs8Der.fill(0);
    }
  }

  /**
   * The change after which the key has the material. Refused with `origin-unsupported`, `import-token-invalid`, `import-token-expired` and, whatever
   * is wrong with the material or its encryption, `key-material-invalid`; throws `Busy` and `Abandoned`.
   */
  async import(key: Key, given: GivenImport, now: Date, requester: Requester): Promise<Change<KeyChangedReason>> {
    requireExternal(key);
    const unwrapped = await this.#unwrap(key, given, now, requester);
    const material = unwrapped && readMaterial(key.spec, unwrapped);
    unwrapped?.fill(0);
    if (!material) throw new Refusal<KeyReason>('key-material-invalid');
    try {
      const update = {
        // A disabled key stays disabled.
        ...(stateOf(key, now) === 'PendingImport' && { state: 'Enabled' as const }),
        hasMaterial: true,
        materialExpiresAt: given.expiresAt ?? null,
      };
      const before = await importedVersion(this.store, key);
      if (!before) {
        const version = await this.materials.firstImported(key, material, now);
        return this.store.addVersion(key, [key.state], version, hasPrimary(key.spec), update);
      }
      const version = await this.materials.importedAgain(before, material);
      if (!version) throw new Refusal<KeyReason>('key-material-invalid');
      return [...this.store.update(key, { states: [key.state] }, update, now), ...this.store.replaceMaterial(version)];
    } finally {
      material.secret.fill(0);
    }
  }

  /** The change after which the key waits for its material again, but for its end where that is set. Refused with `origin-unsupported`. */
  async deleteMaterial(key: Key, now: Date): Promise<Change<KeyChangedReason>> {
    requireExternal(key);
    return losingMaterial(this.store, key, { states: [key.state] }, now);
  }

  async #unwrap(
    key: Key,
    { token, wrapped }: GivenImport,
    now: Date,
    requester: Requester,
  ): Promise<Buffer | undefined> {
    const opened = await openImportToken(this.seal, key, token);
    if (!opened) throw new Refusal<KeyReason>('import-token-invalid');
    const { algorithm, pkcs8Der, expiresAt } = opened;
    try {
      if (expiresAt <= now) throw new Refusal<KeyReason>('import-token-expired');
      return await unwrap(algorithm, { pkcs8Der, wrapped, length: materialBytes(key.spec), requester });
    } finally {
      pkcs8Der.fill(0);
    }
  }
}

function requireExternal({ origin }: Key): void {
  if (origin !== 'EXTERNAL') throw new Refusal<KeyReason>('origin-unsupported');
}
