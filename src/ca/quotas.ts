/**
 * How many certificates an authority may issue: wire/cas.md section 6.8. The limit is kept by the change that stores a certificate;
 * it is looked at before, so that no key is made in vain.
 *
 * What has been issued moves with every certificate, so no cache of it would hold. But where there is much room, a reading says so for a while: for
 * some calls and a second, in which all servers together cannot issue what is between much and little. A limit that somebody sets counts at once.
 */
import { CoherentCache } from '../caches/coherent-cache.js';
import { Refusal } from '../domain/change.js';
import { SharedInTurn } from '../domain/shared-in-turn.js';
import type { Quota, Room } from './records.js';
import type { CaReason } from './refusals.js';
import type { CaStore } from './store.js';

/** Far more than can be issued between the reading here and the change. */
const MUCH = 10_000;
/** How many calls, and how long, go by one reading that found much. */
const CALLS_OF_READING = 1000;
const READING_MS = 1000;
const MAX_KEPT = 4000;

export class Quotas {
  readonly #kept: CoherentCache<RoomOfAuthority>;
  readonly #read = new SharedInTurn<Promise<Quota | undefined>>();

  constructor(private readonly store: Pick<CaStore, 'findQuota' | 'generations'>) {
    this.#kept = new CoherentCache(store.generations, { subject: 'authorities', capacity: MAX_KEPT });
  }

  /**
   * How much room an authority has. An authority that does not exist has plenty: the code that looks it up refuses.
   * Refused with `quota-used-up`.
   */
  async room(accountId: string, authorityId: string, now: Date): Promise<Room> {
    const key = `${accountId} ${authorityId}`;
    const read = () => this.#read.get(key, () => this.store.findQuota(accountId, authorityId));
    const kept = await this.#kept.get(key, async () => (await read()) && new RoomOfAuthority(read));
    return kept ? kept.room(now) : 'much';
  }
}

class RoomOfAuthority {
  #callsLeft = 0;
  #readAt = 0;

  constructor(private readonly read: () => Promise<Quota | undefined>) {}

  async room(now: Date): Promise<Room> {
    const age = now.getTime() - this.#readAt;
    if (this.#callsLeft > 0 && age >= 0 && age < READING_MS) {
      this.#callsLeft--;
      return 'much';
    }
    const quota = await this.read();
    if (!quota) return 'much';
    const left = quota.limit - quota.issued;
    if (left <= 0) throw new Refusal<CaReason>('quota-used-up');
    const isMuch = left > MUCH;
    [this.#callsLeft, this.#readAt] = [isMuch ? CALLS_OF_READING : 0, now.getTime()];
    return isMuch ? 'much' : 'little';
  }
}
