/** Counts revocations: the step that every change that revokes ends with. */
import { expressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { Database } from '../database.js';
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';
import type { CaRevocationStatesTable } from '../tables/ca-revocation.js';

/** Beyond every clock: nothing is due until somebody asks. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** What an authority has that has published nothing yet. */
export const unpublished = {
  due_at: NEVER,
  number: 0,
  listed_revision: 0,
  this_update: 0,
  next_update: 0,
  regular_number: 0,
  regular_at: 0,
  base_number: 0,
  base_at: 0,
  shards: 0,
  public_urls: '[]',
  entries_hash: '',
} as const;

interface Revoked {
  /** Of the certificate or the authority that is revoked. */
  readonly id: string;
}

const countForCertificate = hotStatement((db, { id }: Revoked) =>
  count(db, db.selectFrom('ca_certificates').where('id', '=', id).select('authority_id as issuer')),
);

/** A root has no issuer that would have to say so. */
const countForAuthority = hotStatement((db, { id }: Revoked) =>
  count(
    db,
    db
      .selectFrom('ca_authorities')
      .where('id', '=', id)
      .where('parent_id', 'is not', null)
      .select(it => it.ref('parent_id').$notNull().as('issuer')),
  ),
);

function count(db: Kysely<Database>, issuer: SelectQueryBuilder<Database, never, { issuer: string }>) {
  const names = ['authority_id', 'revision', ...Object.keys(unpublished)] as (keyof CaRevocationStatesTable)[];
  const first = [sql.lit(1), ...Object.values(unpublished).map(value => sql.lit(value))];
  const row = sql<never>`select issuer, ${sql.join(first)} from (${issuer}) as revoked where true`;
  const { ref } = expressionBuilder<Database, 'ca_revocation_states'>();
  return db
    .insertInto('ca_revocation_states')
    .columns(names)
    .expression(row)
    .onConflict(conflict =>
      conflict.column('authority_id').doUpdateSet({
        revision: sql<number>`${ref('ca_revocation_states.revision')} + 1`,
        due_at: sql<number>`case when ${ref('ca_revocation_states.number')} > 0 then 0 else ${ref('ca_revocation_states.due_at')} end`,
      }),
    );
}

/**
 * That the issuer of this certificate has revoked something: in the same change, so that a reader of the new revision also reads what was
 * revoked. On PostgreSQL the row is held until the commit, so revisions are counted in the order of the commits.
 */
export const certificateRevokedStep = (store: Store, id: string): Step<never> =>
  countForCertificate.step(store, { id });

/** The same for an authority, of which the one above it has to tell. */
export const authorityRevokedStep = (store: Store, id: string): Step<never> => countForAuthority.step(store, { id });
