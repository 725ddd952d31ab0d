/**
 * Lists of certificates that answer as fast from a million as from a thousand (decision 6). Every list has
 * an index in its order that holds all it asks about: a part is found in that index alone, and then its rows are read by number. How many
 * there are is not counted but kept.
 */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type {
  CertificateFilter,
  CertificatePlace,
  CertificateSearch,
  ModifiedBetween,
} from '../../ca/certificate-store.js';
import type { Certificate } from '../../ca/records.js';
import { type ContinuationOf, cut, type Page, type PageOf, type Part, type PartOf } from '../../domain/page.js';
import type { Database } from '../database.js';
import { hotStatement } from '../hot-statements.js';
import { offsetOf, placeBefore } from '../pages.js';
import type { Store } from '../store.js';
import { countModified } from './count-modified.js';
import { countByKind, countGroup, sumOf } from './counts.js';
import { certificateColumns, toCertificate } from './rows.js';

type Numbers = SelectQueryBuilder<Database, 'ca_certificates', { number: number }>;

interface CertificatePage {
  readonly accountId: string;
  readonly limit: number;
  readonly offset: number;
}

const pageOfAccount = hotStatement((db, { accountId, limit, offset }: CertificatePage) =>
  rowsOf(db, numbersOf(db, accountId).orderBy('number', 'desc').limit(limit).offset(offset)),
);

const pageOfGroup = hotStatement((db, { accountId, groupId, limit, offset }: CertificatePage & { groupId: string }) =>
  rowsOf(
    db,
    numbersOf(db, accountId)
      .where('resource_group_id', '=', groupId)
      .orderBy('number', 'desc')
      .limit(limit)
      .offset(offset),
  ),
);

const numbersOf = (db: Kysely<Database>, accountId: string): Numbers =>
  db.selectFrom('ca_certificates').select('number').where('account_id', '=', accountId);

const rowsOf = (db: Kysely<Database>, numbers: Numbers) =>
  db.selectFrom('ca_certificates').select(certificateColumns).where('number', 'in', numbers).orderBy('number', 'desc');

/** Newest first. */
export async function listCertificates(
  store: Store,
  accountId: string,
  { id, resourceGroupId: groupId }: CertificateFilter,
  page: Page,
): Promise<PageOf<Certificate>> {
  if (id !== undefined) return onlyOne(store, accountId, id, groupId, page);
  const asked = { accountId, limit: page.size, offset: offsetOf(page) };
  const [total, rows] = await Promise.all(
    groupId === undefined
      ? [countByKind(store, accountId, undefined).then(sumOf), pageOfAccount.rows(store, asked)]
      : [countGroup(store, accountId, groupId), pageOfGroup.rows(store, { ...asked, groupId })],
  );
  return { items: rows.map(toCertificate), total };
}

/** Newest first; those of a time of modification in the order of that, the latest first. */
export async function searchCertificates(
  store: Store,
  accountId: string,
  { authorityId, kind, status, modified }: CertificateSearch,
  part: Part<CertificatePlace>,
): Promise<PartOf<Certificate, CertificatePlace>> {
  if (modified) return searchModified(store, accountId, { authorityId, kind, status, modified }, part);
  const counts = await countByKind(store, accountId, authorityId);
  const wanted = counts.filter(it => (kind ?? it.kind) === it.kind && (status ?? it.status) === it.status);
  if (wanted.length === 0) return { items: [], total: 0, next: undefined };

  const { db } = store;
  const all = db.selectFrom('ca_certificates').select('number');
  const own = all.where('account_id', '=', accountId);
  // That the account has this authority is known from the counts, which are by account.
  const ofAny = authorityId === undefined ? own : all.where('authority_id', '=', authorityId);
  const isWhole = authorityId === undefined && wanted.length === counts.length;
  const found = await inOrderOfNumber(
    store,
    isWhole ? [own] : wanted.map(it => ofAny.where('kind', '=', it.kind).where('status', '=', it.status)),
    part,
  );
  return withRows(store, found, sumOf(wanted));
}

async function onlyOne(
  store: Store,
  accountId: string,
  id: string,
  resourceGroupId: string | undefined,
  page: Page,
): Promise<PageOf<Certificate>> {
  const row = await store.db
    .selectFrom('ca_certificates')
    .select(certificateColumns)
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const isThere = row !== undefined && (resourceGroupId ?? row.resource_group_id) === row.resource_group_id;
  return { items: isThere && page.number === 1 ? [toCertificate(row)] : [], total: isThere ? 1 : 0 };
}

type Found = ContinuationOf<{ readonly number: number }, CertificatePlace>;

/** Each source is one range of an index, in its order; the database merges them. */
async function inOrderOfNumber(
  store: Store,
  sources: readonly Numbers[],
  part: Part<CertificatePlace>,
): Promise<Found> {
  const after = placeBefore(part);
  const offset = offsetOf(part);
  const limit = part.size + 1;
  const bounded = sources.map(it => (after ? it.where('number', '<', after[0]) : it));
  const rows = await bounded
    .map(it => (store.dialect.cutsEachRange && bounded.length > 1 ? firstOf(store, it, offset + limit) : it))
    .reduce((merged, it) => merged.unionAll(it))
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return cut(rows, part.size, ({ number }) => [number]);
}

/** Where each of several ranges is short by itself, they are read in their order and not sorted (dialects/statements.ts, cutsEachRange). */
function firstOf({ db }: Store, source: Numbers, limit: number): Numbers {
  return db.selectFrom(source.orderBy('number', 'desc').limit(limit).as('ca_certificates')).select('number') as Numbers;
}

async function searchModified(
  store: Store,
  accountId: string,
  search: CertificateSearch & { readonly modified: ModifiedBetween },
  part: Part<CertificatePlace>,
): Promise<PartOf<Certificate, CertificatePlace>> {
  const { authorityId, kind, status, modified } = search;
  let numbers = store.db
    .selectFrom('ca_certificates')
    .select(['number', 'modified_at'])
    .where('account_id', '=', accountId)
    .where('modified_at', '>=', modified.from?.getTime() ?? 0)
    .where('modified_at', '<', modified.to?.getTime() ?? Number.MAX_SAFE_INTEGER);
  if (authorityId !== undefined) numbers = numbers.where('authority_id', '=', authorityId);
  if (kind !== undefined) numbers = numbers.where('kind', '=', kind);
  if (status !== undefined) numbers = numbers.where('status', '=', status);
  const after = placeBefore(part);
  if (after) {
    const [modifiedAt, number = 0] = after;
    numbers = numbers.where(sql<boolean>`(modified_at, number) < (${modifiedAt}, ${number})`);
  }
  const [total, rows] = await Promise.all([
    countModified(store, accountId, search),
    numbers
      .orderBy('modified_at', 'desc')
      .orderBy('number', 'desc')
      .limit(part.size + 1)
      .offset(offsetOf(part))
      .execute(),
  ]);
  return withRows(
    store,
    cut(rows, part.size, (it): CertificatePlace => [it.modified_at, it.number]),
    total,
  );
}

async function withRows(
  store: Store,
  { items, next }: Found,
  total: number,
): Promise<PartOf<Certificate, CertificatePlace>> {
  const numbers = items.map(it => it.number);
  return { items: await certificatesOfNumbers(store, numbers), total, next };
}

/** The rows of the numbers, in their order. */
export async function certificatesOfNumbers(store: Store, numbers: readonly number[]): Promise<readonly Certificate[]> {
  if (numbers.length === 0) return [];
  const rows = await store.db
    .selectFrom('ca_certificates')
    .select(certificateColumns)
    .where(store.dialect.isAnyNumberOf('number', numbers))
    .execute();
  const byNumber = new Map(rows.map(row => [row.number, row]));
  return numbers.flatMap(number => {
    const row = byNumber.get(number);
    // One that was deleted between the two reads is not there any more.
    return row ? [toCertificate(row)] : [];
  });
}

/** Which of these certificates have a private key here. */
export async function findHeldKeys(store: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await store.db
    .selectFrom('ca_certificates')
    .select('id')
    .where(store.dialect.isAnyOf('id', ids))
    .where('sealed_key', 'is not', null)
    .execute();
  return new Set(rows.map(it => it.id));
}
