/**
 * The revocation lists of authorities as the rest of the server sees them (wire/cas.md section 6.6, RFC 5280 section 5).
 *
 * A request reads one small row, which says whether the list that is current shows everything that was revoked; only if it does not is one
 * signed, and the request waits for it. So no list that is served lacks a revocation that was answered before, on whichever server, nor has
 * expired. A background job re-signs lists that have become due, so that requests rarely wait for a signature.
 */
import type { IssuingParts } from '../issue-certificate.js';
import { authorityVerdict } from '../lifecycle.js';
import { ListCache } from './list-cache.js';
import { publish } from './publish.js';
import { isDue } from './schedule.js';
import type { ListName, Publication, Publisher, StoredList } from './store.js';

export type RevocationList = StoredList;

/** How many authorities are looked after in one go. */
const DUE_AT_ONCE = 16;
/** An authority whose lists cannot be signed is tried again by the clock after so long; who asks for a list tries at once. */
const RETRY_MS = 30_000;
/** Meeting another server this often in a row is a fault of ours. */
const MAX_ATTEMPTS = 10;

export class RevocationLists {
  readonly #cache = new ListCache();
  /** The highest number of each authority that this process has seen published. */
  readonly #seen = new Map<string, number>();
  /** Until when the clock leaves an authority alone, in milliseconds of `performance.now()`. */
  readonly #failing = new Map<string, number>();
  readonly #publishing = new Map<string, Promise<Publication | undefined>>();

  constructor(private readonly parts: IssuingParts) {}

  /**
   * The current list: the complete one unless another is named. Undefined where there is none: of an authority that publishes none, that
   * has expired, or that belongs to another account.
   */
  async find(
    accountId: string,
    authorityId: string,
    now: Date,
    name: ListName = 'full',
  ): Promise<RevocationList | undefined> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const publication = await this.findPublication(accountId, authorityId, now);
      if (!publication || !hasList(publication, name)) return undefined;
      const list = await this.#read(authorityId, name, publication.number);
      // A server whose clock is behind may have put its own in between.
      if (list && list.nextUpdate > now) return list;
    }
    throw new Error('the revocation list that is current could not be read');
  }

  /** What is published, signed now if that is due. Undefined as with `find`. Costs one small read if nothing is due. */
  async findPublication(accountId: string, authorityId: string, now: Date): Promise<Publication | undefined> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const publisher = await this.parts.store.revocation.findPublisher(authorityId);
      if (publisher?.accountId !== accountId || !publishesLists(publisher, now)) return undefined;
      if (!isDue(publisher, this.#seen.get(authorityId), now)) return publisher.published;
      await this.#publish(authorityId, now);
    }
    throw new Error('a revocation list could not be published: other servers were first each time');
  }

  /**
   * Signs what is due now: because something was revoked, or ahead of `nextUpdate`.
   * @param onError is told of each authority that could not be looked after; others are all the same
   */
  async publishDue(now: Date, onError: (error: unknown) => void): Promise<void> {
    const { revocation } = this.parts.store;
    // Those that fail stay due, and must not keep others from their turn.
    const due = await revocation.listDue(now, DUE_AT_ONCE + this.#failing.size);
    for (const authorityId of due.filter(id => (this.#failing.get(id) ?? 0) <= performance.now())) {
      try {
        const publisher = await revocation.findPublisher(authorityId);
        if (publisher && publishesLists(publisher, now)) await this.#publish(authorityId, now);
        else await revocation.commit(revocation.settle(authorityId));
        this.#failing.delete(authorityId);
      } catch (error) {
        this.#failing.set(authorityId, performance.now() + RETRY_MS);
        onError(error);
      }
    }
  }

  /** Learns of other servers which authorities have parts. */
  async noteSharded(): Promise<void> {
    for (const { authorityId, shards } of await this.parts.store.revocation.listSharded()) {
      this.parts.sharded.note(authorityId, shards);
    }
  }

  /** One publication of an authority at a time; who comes meanwhile waits for it, and looks again whether it shows what is wanted. */
  #publish(authorityId: string, now: Date): Promise<Publication | undefined> {
    let running = this.#publishing.get(authorityId);
    if (!running) {
      running = this.#publishNow(authorityId, now).finally(() => this.#publishing.delete(authorityId));
      this.#publishing.set(authorityId, running);
    }
    return running;
  }

  async #publishNow(authorityId: string, now: Date): Promise<Publication | undefined> {
    const publisher = await this.parts.store.revocation.findPublisher(authorityId);
    if (!publisher) return undefined;
    const seen = this.#seen.get(authorityId);
    const published = await publish(publisher, seen, now, this.parts);
    if (!published) {
      // Another server was first. What it published is newer than whatever was out before, so it need not be made anew.
      const other = await this.parts.store.revocation.findPublisher(authorityId);
      this.#note(authorityId, other?.published);
      return undefined;
    }
    const { publication, lists } = published;
    for (const list of lists) this.#cache.keep(authorityId, list, publication.number);
    this.#note(authorityId, publication);
    return publication;
  }

  #note(authorityId: string, publication: Publication | undefined): void {
    if (!publication) return;
    this.#seen.set(authorityId, Math.max(publication.number, this.#seen.get(authorityId) ?? 0));
    this.parts.sharded.note(authorityId, publication.shards);
  }

  async #read(authorityId: string, name: ListName, number: number): Promise<StoredList | undefined> {
    const kept = this.#cache.find(authorityId, name, number);
    if (kept) return kept;
    const list = await this.parts.store.revocation.findList(authorityId, name);
    if (list) this.#cache.keep(authorityId, list, number);
    return list;
  }
}

const publishesLists = (publisher: Publisher, now: Date): boolean =>
  publisher.crlEnabled && authorityVerdict('sign-crl', publisher, now) === 'allowed';

function hasList({ shards }: Publication, name: ListName): boolean {
  if (name === 'full') return true;
  if (name === 'delta') return shards > 0;
  return Number(name) < shards;
}
