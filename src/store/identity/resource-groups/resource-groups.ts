/** Which resource groups things of an account are in: identity/resource-groups/resource-groups.ts, ResourceGroupStore. */
import type { ResourceGroupStore, WantedLabels } from '../../../identity/resource-groups/resource-groups.js';
import { countColumn } from '../../pages.js';
import type { Store } from '../../store.js';

export function resourceGroupStore(store: Store): ResourceGroupStore {
  return {
    async listLabels(accountId, wanted, { offset, size }) {
      const labels = labelsOf(store, accountId, wanted);
      const [rows, counted] = await Promise.all([
        labels.select('label').orderBy('label').limit(size).offset(offset).execute(),
        labels.select(countColumn).executeTakeFirstOrThrow(),
      ]);
      return { items: rows.map(({ label }) => label), total: Number(counted.total) };
    },
  };
}

/** Certificates are asked about by their counts, which are kept for each group: there may be a million of them. */
function labelsOf({ db, dialect }: Store, accountId: string, { ids, parts, without }: WantedLabels) {
  const inUse = db
    .selectFrom('ca_authorities')
    .select('resource_group_id as label')
    .where('account_id', '=', accountId)
    .union(
      db
        .selectFrom('ca_group_counts')
        .select('resource_group_id as label')
        .where('account_id', '=', accountId)
        .groupBy('resource_group_id')
        .having(it => it.fn.sum('n'), '>', 0),
    )
    .union(db.selectFrom('ram_attachments').select('resource_group_id as label').where('account_id', '=', accountId));
  // What is attached for the whole account is in no group.
  let labels = db.selectFrom(inUse.as('used')).where('label', 'not in', ['', without]);
  if (ids) labels = labels.where(dialect.isAnyOf('label', ids));
  for (const part of parts) labels = labels.where(dialect.containsAnyOf('label', [part]));
  return labels;
}
