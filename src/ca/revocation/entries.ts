/**
 * What goes onto the lists of an authority: read from the store in pages and encoded page by page, so that 100,000 entries hold the event
 * loop for a few milliseconds at a time.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { RevokedWriter } from '../../x509/crl.js';
import type { Revocation } from '../records.js';
import { shardOfText } from './shards.js';
import type { RevocationStore } from './store.js';

/** Read and encoded in 2 to 5 ms. */
const PAGE_ROWS = 500;

/** Encoded entries of one list, in the order of their serial numbers. */
export class ListEntries {
  readonly #writer = new RevokedWriter();
  #count = 0;

  add({ serialNumber, revokedAt }: Revocation): void {
    this.#writer.add(serialNumber, revokedAt);
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  get pieces(): readonly Buffer[] {
    return this.#writer.pieces;
  }

  /** SHA-256 of all so far, lower-case hexadecimal. */
  hash(): string {
    const hash = createHash('sha256');
    for (const piece of this.pieces) hash.update(piece);
    return hash.digest('hex');
  }
}

export interface CollectedEntries {
  readonly full: ListEntries;
  /** What was revoked at `since` or later. */
  readonly recent: ListEntries;
  readonly shards: readonly ListEntries[];
}

export interface Wanted {
  /** Without certificates that had expired before this. */
  readonly notBefore: Date;
  readonly since: Date;
  /** How many parts. */
  readonly shards: number;
}

export async function collectEntries(
  store: RevocationStore,
  authorityId: string,
  { notBefore, since, shards }: Wanted,
): Promise<CollectedEntries> {
  const collected = {
    full: new ListEntries(),
    recent: new ListEntries(),
    shards: Array.from({ length: shards }, () => new ListEntries()),
  };
  for (let after = ''; ; ) {
    const page = await store.listRevoked(authorityId, notBefore, after, PAGE_ROWS);
    addPage(collected, page, since);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) return collected;
    after = last.serialNumber;
    await setImmediate();
  }
}

function addPage({ full, recent, shards }: CollectedEntries, page: readonly Revocation[], since: Date): void {
  for (const revocation of page) {
    full.add(revocation);
    if (revocation.revokedAt >= since) recent.add(revocation);
    if (shards.length > 0) shards[shardOfText(revocation.serialNumber, shards.length)]?.add(revocation);
  }
}
