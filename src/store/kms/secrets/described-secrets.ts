/**
 * Secrets by parts of their descriptions. No index knows these: all secrets of the account are looked through, piece by piece, since on SQLite
 * nothing else runs while a statement does. The caller waits for it; others do not.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import type { ListedSecret } from '../../../kms/secrets/secret.js';
import type { SecretFilter } from '../../../kms/secrets/secret-store.js';
import type { Database } from '../../database.js';
import { offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';
import type { KmsSecretsTable } from '../../tables/kms-secrets.js';
import { LISTED, present, toListed } from './listed-rows.js';

type Filter = Required<Pick<SecretFilter, 'descriptions'>> & Pick<SecretFilter, 'types'>;
type Place = Pick<KmsSecretsTable, 'created_at' | 'name'>;
type Whole = SelectQueryBuilder<Database, 'kms_secrets', KmsSecretsTable>;

/** Some milliseconds. */
const PIECE = 2000;

/** Newest first. */
export async function listDescribed(
  store: Store,
  accountId: string,
  { descriptions, types }: Filter,
  page: Page,
  now: Date,
): Promise<PageOf<ListedSecret>> {
  const first = offsetOf(page);
  const items: ListedSecret[] = [];
  let total = 0;
  let after: Place | undefined;
  for (;;) {
    const piece = newestFirst(store, accountId, after);
    let matching = store.db
      .selectFrom(piece.selectAll().limit(PIECE).as('piece'))
      .where(store.dialect.containsAnyOf('description', descriptions));
    if (types) matching = matching.where(store.dialect.isAnyOf('type', types));
    const rows = await present(matching as unknown as Whole, now)
      .select(LISTED)
      .orderBy('created_at', 'desc')
      .orderBy('name', 'desc')
      .execute();
    items.push(...rows.slice(Math.max(0, first - total), Math.max(0, first + page.size - total)).map(toListed));
    total += rows.length;
    after = await piece
      .select(['created_at', 'name'])
      .limit(1)
      .offset(PIECE - 1)
      .executeTakeFirst();
    if (!after) return { items, total };
    await nextTurn();
  }
}

function newestFirst({ db }: Store, accountId: string, after: Place | undefined) {
  const own = db.selectFrom('kms_secrets').where('account_id', '=', accountId);
  const rest = after ? own.where(sql<boolean>`(created_at, name) < (${after.created_at}, ${after.name})`) : own;
  return rest.orderBy('created_at', 'desc').orderBy('name', 'desc');
}
