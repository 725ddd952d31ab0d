/** What aliases are, and what they ask of a store. */
import type { Change } from '../../domain/change.js';
import type { NamedStore } from '../../domain/named-things.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { AliasReason } from '../keys/refusals.js';

export interface Alias {
  /** Without `alias/`. */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: Date;
}

export type AliasUpdate = Pick<Alias, 'keyId'>;

export interface AliasStore extends NamedStore<'alias', Alias, AliasUpdate> {
  /** In order of creation, newest first. */
  listOfKey(accountId: string, keyId: string, page: Page): Promise<PageOf<Alias>>;
  /** `limit` is kept even when others add at the same time. */
  insertWithin(limit: number, accountId: string, alias: Alias): Change<AliasReason>;
}
