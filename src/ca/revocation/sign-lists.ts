/** Signs the lists of an authority that belong together: the complete one, and above a size the delta list and the parts. */
import { setImmediate } from 'node:timers/promises';
import { sign } from '../../crypto/keys.js';
import { assembleCertList, encodeTbsCertList } from '../../x509/crl.js';
import { authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.js';
import { crlNumber } from '../../x509/extensions/crl-number.js';
import { deltaCrlIndicator } from '../../x509/extensions/delta-crl-indicator.js';
import { freshestCrl } from '../../x509/extensions/freshest-crl.js';
import { issuingDistributionPoint } from '../../x509/extensions/issuing-distribution-point.js';
import { deltaCrlUrl, shardCrlUrl } from '../crl-address.js';
import type { KnownAuthority } from '../known-authorities.js';
import type { OpenKeys } from '../open-keys.js';
import type { CollectedEntries, ListEntries } from './entries.js';
import type { Plan } from './schedule.js';
import type { ListHead, ListName, StoredList } from './store.js';

export interface ToSign {
  readonly issuer: KnownAuthority;
  readonly plan: Plan;
  readonly entries: CollectedEntries;
  /** What the addresses of parts start with: now, and formerly. */
  readonly publicUrls: readonly string[];
  /** What is published now. */
  readonly heads: readonly ListHead[];
}

/** Those lists that have to be published: a part whose entries are the same stays as it is unless the calendar says otherwise. */
export async function signLists(toSign: ToSign, openKeys: OpenKeys): Promise<StoredList[]> {
  const { issuer, plan, entries, publicUrls, heads } = toSign;
  const split = entries.shards.length > 0;
  const [publicUrl = ''] = publicUrls;
  const headOf = (name: ListName) => heads.find(head => head.name === name);
  const make = (name: ListName, own: ListEntries, nextUpdate: Date, extensions: readonly Buffer[]) =>
    signList({ name, own, nextUpdate, extensions, before: headOf(name) }, issuer, plan, openKeys);

  const lists = [
    await make('full', entries.full, plan.nextUpdate, split ? [freshestCrl([deltaCrlUrl(publicUrl, issuer)])] : []),
  ];
  if (!split) return lists;
  lists.push(await make('delta', entries.recent, plan.deltaNextUpdate, [deltaCrlIndicator(plan.base.number)]));
  for (const [shard, own] of entries.shards.entries()) {
    // Some signatures are made at once: 64 of them in one turn would hold it for long.
    await setImmediate();
    const name = String(shard);
    if (!plan.all && headOf(name)?.entriesHash === own.hash()) continue;
    const addresses = publicUrls.map(url => shardCrlUrl(url, issuer, shard));
    lists.push(await make(name, own, plan.nextUpdate, [issuingDistributionPoint(addresses)]));
  }
  return lists;
}

interface OneList {
  readonly name: ListName;
  readonly own: ListEntries;
  readonly nextUpdate: Date;
  readonly extensions: readonly Buffer[];
  /** The list that it takes the place of. */
  readonly before: ListHead | undefined;
}

async function signList(
  { name, own, nextUpdate, extensions, before }: OneList,
  { algorithm, subjectDer, keyIdentifier, ...closedKey }: KnownAuthority,
  { number, thisUpdate }: Plan,
  openKeys: OpenKeys,
): Promise<StoredList> {
  const tbsDer = encodeTbsCertList({
    issuerAlgorithm: algorithm,
    issuerDer: subjectDer,
    thisUpdate,
    nextUpdate,
    entries: own.pieces,
    extensions: [authorityKeyIdentifier(keyIdentifier), crlNumber(number), ...extensions],
  });
  const signature = await sign(await openKeys.open({ algorithm, ...closedKey }), tbsDer);
  const der = assembleCertList(tbsDer, algorithm, signature);
  return { name, number, thisUpdate, nextUpdate, entriesHash: own.hash(), ...datesAfter(before, thisUpdate), der };
}

function datesAfter(before: ListHead | undefined, thisUpdate: Date): Pick<ListHead, 'latestAt' | 'datable'> {
  if (!before) return { latestAt: thisUpdate, datable: true };
  const datable = secondOf(thisUpdate) > secondOf(before.latestAt);
  return { latestAt: datable ? thisUpdate : before.latestAt, datable };
}

const secondOf = (time: Date): number => Math.floor(time.getTime() / 1000);
