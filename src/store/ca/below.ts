/**
 * Authorities and those above and below them.
 *
 * Whether an authority stands below a revoked one is kept with it, so that issuing reads one row and not the whole chain. On PostgreSQL
 * that needs an order between adding an authority and revoking one above it: who adds holds every row above until the commit, shared with
 * others who add; who revokes changes its own row first, and so waits for all who are adding anywhere below, and then marks what it
 * finds. On SQLite changes run one after the other anyway.
 */
import type { Kysely } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { Database } from '../database.js';
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';

const markBelow = hotStatement((db, { id, at }: { readonly id: string; readonly at: number }) =>
  db
    .updateTable('ca_authorities')
    .set({ revoked_above_at: at })
    .where('revoked_above_at', 'is', null)
    .where('id', 'in', idsBelow(db, id)),
);

/** Marks every authority below one that is being revoked. To follow the step that changes that one. */
export function markBelowStep(store: Store, id: string, now: Date): Step<never> {
  return markBelow.step(store, { id, at: now.getTime() });
}

/** All authorities below one, at whatever depth. */
export function idsBelow(db: Kysely<Database>, id: string) {
  return db
    .withRecursive('below', it =>
      it
        .selectFrom('ca_authorities')
        .select('id')
        .where('parent_id', '=', id)
        // Not `union all`: a loop in damaged data ends.
        .union(
          it.selectFrom('ca_authorities as child').innerJoin('below', 'below.id', 'child.parent_id').select('child.id'),
        ),
    )
    .selectFrom('below')
    .select('id');
}

const holdAbove = hotStatement((db, { id }: { readonly id: string }) =>
  db.selectFrom('ca_authorities').select('id').where('id', 'in', idsAbove(db, id)).forShare(),
);

/** Holds an authority and all above it until the commit. To stand before what depends on their state. */
export function holdAboveSteps(store: Store, id: string): Step<never>[] {
  return store.dialect.runsChangesAtOnce ? [holdAbove.step(store, { id })] : [];
}

function idsAbove(db: Kysely<Database>, id: string) {
  return db
    .withRecursive('above', it =>
      it
        .selectFrom('ca_authorities')
        .select(['id', 'parent_id'])
        .where('id', '=', id)
        .union(
          it
            .selectFrom('ca_authorities as parent')
            .innerJoin('above', 'above.parent_id', 'parent.id')
            .select(['parent.id', 'parent.parent_id']),
        ),
    )
    .selectFrom('above')
    .select('id');
}
