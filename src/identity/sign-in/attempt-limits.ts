/** How often a sign-in may be tried, by the network it comes from and by the name that is tried: the same for all threads, and servers, of a store. */

import { createHash } from 'node:crypto';
import type { AtOnce } from '../../domain/at-once.js';
import { nameKey } from '../names.js';

interface Taken {
  readonly allowed: boolean;
  readonly retryAfterMs: number;
}

/** Takes one attempt out of a bucket. */
export type TakeAttempt = (
  key: string,
  size: { readonly capacity: number; readonly refillPerSecond: number },
  nowMs: number,
) => AtOnce<Taken>;

/** Ten attempts at once, and then one in ten seconds. */
const ATTEMPTS = { capacity: 10, refillPerSecond: 0.1 };
/** As many buckets as strangers can fill: networks and names that fall into one share it. */
const BUCKETS = 4096;

/** How long to wait until the next attempt, in milliseconds: 0 for one that may be made now. */
export async function waitForAttempt(
  take: TakeAttempt,
  {
    account,
    userName,
    sourceAddress,
  }: { readonly account: string; readonly userName: string; readonly sourceAddress: string },
  now: Date,
): Promise<number> {
  for (const key of [`from ${networkOf(sourceAddress)}`, `of ${account.toLowerCase()} ${nameKey(userName)}`]) {
    const taken = await take(`sign-in ${bucketOf(key)}`, ATTEMPTS, now.getTime());
    if (!taken.allowed) return Math.max(1, taken.retryAfterMs);
  }
  return 0;
}

/** Who has one IPv6 address has the whole network of 64 bits (RFC 4291 section 2.5.1), so it counts as one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const [before, after] = [head.split(':'), tail?.split(':') ?? []];
  const between = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].slice(0, 4).join(':');
}

function bucketOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() % BUCKETS;
}
