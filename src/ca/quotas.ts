/**
 * How many certificates an authority may issue: wire/cas.md section 6.8. The limit is kept by the change that stores a certificate;
 * it is looked at before, so that no key is made in vain.
 */
import { Refusal } from '../domain/change.js';
import { SharedInTurn } from '../domain/shared-in-turn.js';
import type { Quota, Room } from './records.js';
import type { CaReason } from './refusals.js';
import type { CaStore } from './store.js';

/** Far more than can be issued between the reading here and the change. */
const MUCH = 10_000;

export class Quotas {
  readonly #read = new SharedInTurn<Promise<Quota | undefined>>();

  constructor(private readonly store: CaStore) {}

  /**
   * How much room an authority has. An authority that does not exist has plenty: the code that looks it up refuses.
   * Refused with `quota-used-up`.
   */
  async room(accountId: string, authorityId: string): Promise<Room> {
    const quota = await this.#read.get(`${accountId} ${authorityId}`, () =>
      this.store.findQuota(accountId, authorityId),
    );
    if (!quota) return 'much';
    const left = quota.limit - quota.issued;
    if (left <= 0) throw new Refusal<CaReason>('quota-used-up');
    return left > MUCH ? 'much' : 'little';
  }
}
