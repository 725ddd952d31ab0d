/** Versions of managed data keys as they are kept, and what is asked of a store for them (wire/kms.md section 13). */
import type { Change } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';

export interface DataKeyVersion {
  readonly accountId: string;
  /** Of the data key. */
  readonly name: string;
  /** Eight letters and digits. */
  readonly id: string;
  /** From 1, in the order in which the data key got them. */
  readonly number: number;
  readonly createdAt: Date;
  readonly sealedOctets: Buffer;
}

export type DataKeyReason = 'data-key-missing';

/** Its first version, its newest, or the one with this id. */
export type WhichVersion = 'first' | 'latest' | { readonly id: string };

export interface DataKeyStore {
  find(accountId: string, name: string, which: WhichVersion): Promise<DataKeyVersion | undefined>;
  /** Newest first. */
  list(accountId: string, name: string, page: Page): Promise<PageOf<Pick<DataKeyVersion, 'id'>>>;
  /** The names of all data keys of an account, in order, each with the number of its versions. */
  names(accountId: string): Promise<readonly { readonly name: string; readonly versions: number }[]>;
  /** Refused where the number is taken: another command was faster, or the name is. */
  insert(version: DataKeyVersion): Change<'data-key-exists'>;
}
