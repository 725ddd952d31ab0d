/**
 * Managed data keys: data keys that are kept here, sealed, under a name, and handed out in the clear to who may have them (wire/kms.md section 13). The API only
 * reads them: an administrator makes them, and gives them new versions. Old versions stay, since data is encrypted with them.
 */
import { randomBytes, randomToken } from '../../crypto/random.js';
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import type { DataKeyReason, DataKeyStore, DataKeyVersion, WhichVersion } from './data-key-store.js';

const ID_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;

/** What the secret behind a version is called in the cloud, and in ARNs here. */
export const versionName = (name: string, id: string): string => `kms-datakeyversion!${name}!${id}`;

const recordId = ({ accountId, name, id }: Pick<DataKeyVersion, 'accountId' | 'name' | 'id'>): string =>
  `kms data key ${accountId}/${name}/${id}`;

export class DataKeys {
  constructor(
    private readonly store: DataKeyStore,
    private readonly seal: Seal,
  ) {}

  /** Refused with `data-key-missing`, also where the data key has no such version. */
  async get(accountId: string, name: string, which: WhichVersion): Promise<DataKeyVersion> {
    const version = await this.store.find(accountId, name, which);
    if (!version) throw new Refusal<DataKeyReason>('data-key-missing');
    return version;
  }

  /** In the clear; the caller wipes it. */
  open(version: DataKeyVersion): Promise<Buffer> {
    return openBytes(this.seal, version.sealedOctets, recordId(version));
  }

  /** Newest first. Refused with `data-key-missing`. */
  async list(accountId: string, name: string, page: Page): Promise<PageOf<Pick<DataKeyVersion, 'id'>>> {
    await this.get(accountId, name, 'first');
    return this.store.list(accountId, name, page);
  }

  /** All of an account, by name. */
  names(accountId: string): Promise<readonly { readonly name: string; readonly versions: number }[]> {
    return this.store.names(accountId);
  }

  /** A new data key of so many octets. */
  add(accountId: string, name: string, bytes: number, now: Date): Promise<NewVersion> {
    return this.#make({ accountId, name, number: 1, createdAt: now }, bytes);
  }

  /** Another version, as long as the newest. Refused with `data-key-missing`. */
  async rotate(accountId: string, name: string, now: Date): Promise<NewVersion> {
    const newest = await this.get(accountId, name, 'latest');
    const octets = await this.open(newest);
    octets.fill(0);
    return this.#make({ accountId, name, number: newest.number + 1, createdAt: now }, octets.length);
  }

  async #make(made: Omit<DataKeyVersion, 'id' | 'sealedOctets'>, bytes: number): Promise<NewVersion> {
    const id = randomToken(ID_LENGTH, ID_ALPHABET);
    const octets = randomBytes(bytes);
    try {
      const sealedOctets = await sealBytes(this.seal, octets, recordId({ ...made, id }));
      return { id, change: this.store.insert({ ...made, id, sealedOctets }) };
    } finally {
      octets.fill(0);
    }
  }
}

export interface NewVersion {
  readonly id: string;
  readonly change: Change<'data-key-exists'>;
}
