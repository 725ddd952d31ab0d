/**
 * Parts of a revocation list (RFC 5280 section 5.2.5), for authorities that have revoked so much that everybody who checks one certificate
 * would load megabytes. Certificates that are issued from then on carry the address of their part; those issued before carry the address of
 * the complete list, which is published as long as the authority lives.
 */

/** A million revocations are parts of 16,000 entries, half a megabyte each. One number for good: addresses in certificates depend on it. */
export const SHARD_COUNT = 64;

/** The part that a serial number is in, by its lowest bits: random numbers and consecutive ones spread alike. */
export function shardOf(serialNumber: Uint8Array, count: number = SHARD_COUNT): number {
  return (serialNumber.at(-1) ?? 0) % count;
}

/** The same for a number in hexadecimal. */
export const shardOfText = (serialNumber: string, count: number): number =>
  Number.parseInt(serialNumber.slice(-2), 16) % count;

/** Which authorities have parts, as far as this process has heard: issuing asks for each certificate, and must not read for it. */
export class ShardedAuthorities {
  readonly #counts = new Map<string, number>();

  note(authorityId: string, shards: number): void {
    if (shards > 0) this.#counts.set(authorityId, shards);
  }

  /** The part that a new certificate belongs to; undefined while the list is in one piece. */
  find(authorityId: string, serialNumber: Uint8Array): number | undefined {
    const count = this.#counts.get(authorityId);
    return count === undefined ? undefined : shardOf(serialNumber, count);
  }
}
