/** Aliases: second names of keys, which may be led to another key (wire/kms.md section 9). They are kept without `alias/`. */
import type { Change } from '../../domain/change.js';
import { NamedThings } from '../../domain/named-things.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Key } from '../keys/key.js';
import type { AliasReason } from '../keys/refusals.js';
import type { Alias, AliasStore, AliasUpdate } from './alias-store.js';

export const ALIASES_PER_ACCOUNT = 300;

/** The aliases of all accounts. */
export class Aliases extends NamedThings<'alias', Alias, AliasUpdate> {
  constructor(private readonly aliases: AliasStore) {
    super('alias', aliases);
  }

  /** Newest first. */
  listOfKey({ accountId, id }: Key, page: Page): Promise<PageOf<Alias>> {
    return this.aliases.listOfKey(accountId, id, page);
  }

  /** Refused with `alias-exists`, `alias-limit`, and with `key-missing` where the key is deleted at the same moment. */
  point(name: string, { accountId, id }: Key, now: Date): Change<AliasReason> {
    return this.aliases.insertWithin(ALIASES_PER_ACCOUNT, accountId, { name, keyId: id, createdAt: now });
  }

  /** Leads an alias that is there to another key. Refused with `alias-missing`. */
  repoint(name: string, { accountId, id }: Key, now: Date): Change<'alias-missing'> {
    return this.update(accountId, name, { keyId: id }, now);
  }
}
