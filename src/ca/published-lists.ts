/** What an authority tells of its CRL to those who ask for its address. */
import { Refusal } from '../domain/change.js';
import { crlUrl } from './crl-address.js';
import type { Authority } from './records.js';
import type { CaReason } from './refusals.js';
import type { RevocationLists } from './revocation/revocation-lists.js';
import type { CaStore } from './store.js';

export interface PublishedList {
  readonly authority: Authority;
  /** The next three are undefined where it publishes no list, or none any more. */
  readonly url: string | undefined;
  readonly entriesHash: string | undefined;
  readonly nextUpdate: Date | undefined;
}

export class PublishedLists {
  constructor(
    private readonly store: CaStore,
    private readonly lists: Pick<RevocationLists, 'findPublication'>,
    private readonly publicUrl: () => string,
  ) {}

  /**
   * Of the authority with that identifier, or with that UUID of its instance, or with both.
   * Refused with `authority-missing`.
   */
  async get(
    accountId: string,
    { id, instanceUuid }: { readonly id?: string | undefined; readonly instanceUuid?: string | undefined },
    now: Date,
  ): Promise<PublishedList> {
    const ofInstance =
      instanceUuid === undefined ? id : await this.store.findAuthorityIdOfUuid(accountId, instanceUuid);
    const isOne = ofInstance !== undefined && (id ?? ofInstance) === ofInstance;
    const authority = isOne ? await this.store.findAuthority(accountId, ofInstance) : undefined;
    if (!authority) throw new Refusal<CaReason>('authority-missing');
    const list = await this.lists.findPublication(accountId, authority.id, now);
    return {
      authority,
      url: list && crlUrl(this.publicUrl(), authority),
      entriesHash: list?.entriesHash,
      nextUpdate: list?.nextUpdate,
    };
  }
}
