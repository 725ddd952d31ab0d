/** Group and tags of an authority: what the permission check reads at every call, in one statement. */
import type { Labels } from '../../ca/records.js';
import type { Tag } from '../../domain/tags.js';
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';

interface Key {
  readonly accountId: string;
  readonly id: string;
}

const columns = ['resource_group_id', 'key', 'value'] as const;

const ofAuthority = hotStatement((db, { accountId, id }: Key) =>
  db
    .selectFrom('ca_authorities')
    .leftJoin('ca_tags', 'ca_tags.id', 'ca_authorities.id')
    .select(columns)
    .where('ca_authorities.id', '=', id)
    .where('ca_authorities.account_id', '=', accountId)
    .orderBy('key'),
);

export const findAuthorityLabels = async (store: Store, key: Key): Promise<Labels | undefined> =>
  labelsOf(await ofAuthority.rows(store, key));

/** Null where it has no tag. */
interface TagRow {
  readonly key: string | null;
  readonly value: string | null;
}

function labelsOf(rows: readonly (TagRow & { readonly resource_group_id: string })[]): Labels | undefined {
  const [first] = rows;
  return first && { resourceGroupId: first.resource_group_id, tags: tagsOfRows(rows) };
}

/** Of one thing joined with its tags: one row for each tag, and one where there is none. */
export function tagsOfRows(rows: readonly TagRow[]): readonly Tag[] {
  return rows.flatMap(({ key, value }) => (key === null || value === null ? [] : [{ key, value }]));
}
