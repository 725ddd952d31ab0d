/**
 * What goes onto the lists of an authority: read from the store in pages and encoded page by page, so that 100,000 entries hold the event
 * loop for a few milliseconds at a time.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { encodeRevoked } from '../../x509/crl.js';
import { parseSerialNumber } from '../../x509/serial-number.js';
import { shardOf } from './shards.js';
import type { KeptRevocation, RevocationStore } from './store.js';

/** Read and encoded in 2 to 5 ms. */
const PAGE_ROWS = 500;

/** Encoded entries of one list, in the order of their serial numbers. */
export class ListEntries {
  readonly pieces: Buffer[] = [];
  readonly #hash = createHash('sha256');
  #count = 0;
  #digest: string | undefined;

  add(entries: readonly Buffer[]): void {
    if (entries.length === 0) return;
    const piece = Buffer.concat(entries);
    this.#hash.update(piece);
    this.pieces.push(piece);
    this.#count += entries.length;
  }

  get count(): number {
    return this.#count;
  }

  /** SHA-256 of all, lower-case hexadecimal. Nothing can be added afterwards. */
  get hash(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
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

function addPage({ full, recent, shards }: CollectedEntries, page: readonly KeptRevocation[], since: Date): void {
  const entries: Buffer[] = [];
  const recentEntries: Buffer[] = [];
  const shardEntries = shards.map((): Buffer[] => []);
  for (const { serialNumber: text, revokedAt } of page) {
    const serialNumber = parseSerialNumber(text);
    const entry = encodeRevoked({ serialNumber, revokedAt });
    entries.push(entry);
    if (revokedAt >= since) recentEntries.push(entry);
    if (shards.length > 0) shardEntries[shardOf(serialNumber, shards.length)]?.push(entry);
  }
  full.add(entries);
  recent.add(recentEntries);
  for (const [number, own] of shardEntries.entries()) shards[number]?.add(own);
}
