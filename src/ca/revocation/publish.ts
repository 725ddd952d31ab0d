/**
 * Publishes the lists of an authority: reads what is revoked, signs, and stores. What was stored is what is served, by this server and every
 * other of the same store; of two servers that publish at once one wins, and the other serves what that one made.
 */
import { isRefusal } from '../../domain/change.js';
import type { IssuingParts } from '../issue-certificate.js';
import type { BackgroundReason } from '../refusals.js';
import { type CollectedEntries, collectEntries } from './entries.js';
import { type Plan, plan, renewalOf } from './schedule.js';
import { SHARD_COUNT } from './shards.js';
import { signLists } from './sign-lists.js';
import type { Publication, Publisher, StoredList } from './store.js';

export interface Published {
  readonly publication: Publication;
  /** Those that were signed; others stay as they are. */
  readonly lists: readonly StoredList[];
}

/** Addresses that the parts of a list once had and still answer to; a server rarely moves. */
const MAX_PUBLIC_URLS = 16;

/**
 * @param seen the highest number that this process knows to be published
 * @returns undefined where another server was first: read again
 * @throws whatever keeps us from reading, signing or storing
 */
export async function publish(
  publisher: Publisher,
  seen: number | undefined,
  now: Date,
  { store: { revocation }, authorities, settings, openKeys }: IssuingParts,
): Promise<Published | undefined> {
  const { id, published, crlDays } = publisher;
  const issuer = await authorities.get(publisher.accountId, id);
  const next = plan(publisher, seen, now);
  const collect = (shards: number) =>
    collectEntries(revocation, id, { notBefore: next.keepFrom, since: next.changedSince, shards });
  let entries = await collect(published?.shards ?? 0);
  // Only with the first list that is too large is everything read twice.
  if (entries.shards.length === 0 && entries.full.count > settings.crlSplitAbove) entries = await collect(SHARD_COUNT);

  const former = published?.publicUrls ?? [];
  const publicUrls = [...new Set([settings.publicUrl(), ...former])].slice(0, MAX_PUBLIC_URLS);
  const heads = await revocation.listHeads(id);
  const lists = await signLists({ issuer, plan: next, entries, publicUrls, heads }, openKeys);
  const publication = publicationOf(publisher, next, entries, publicUrls, lists);
  const change = revocation.publish(id, publication, lists, published, renewalOf(publication, crlDays));
  try {
    await revocation.commit(change);
  } catch (error) {
    if (isRefusal<BackgroundReason>(error, 'lists-superseded')) return undefined;
    throw error;
  }
  return { publication, lists };
}

function publicationOf(
  { revision }: Publisher,
  { number, thisUpdate, nextUpdate, regular, base }: Plan,
  { shards }: CollectedEntries,
  publicUrls: readonly string[],
  [full]: readonly StoredList[],
): Publication {
  return {
    number,
    // Read before the entries were: what was revoked between the two may be on the list already, and makes the next one due all the same.
    revision,
    thisUpdate,
    nextUpdate,
    regular,
    base,
    shards: shards.length,
    publicUrls: shards.length > 0 ? publicUrls : [],
    entriesHash: full?.entriesHash ?? '',
  };
}
