/** Tags of authorities and certificates, whose identifiers are of one name space. */
import type { Tag } from '../../domain/tags.js';
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';

const tagsOf = hotStatement((db, { id }: { readonly id: string }) =>
  db.selectFrom('ca_tags').select(['key', 'value']).where('id', '=', id).orderBy('key'),
);

/** By key. An identifier alone says nothing of whose it is: ask only for what was found. */
export function findTags(store: Store, id: string): Promise<readonly Tag[]> {
  return tagsOf.rows(store, { id });
}

/** The same of several; those without tags are not in it. */
export async function findTagsOfEach(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const tags = new Map<string, Tag[]>();
  if (ids.length === 0) return tags;
  const rows = await store.db
    .selectFrom('ca_tags')
    .select(['id', 'key', 'value'])
    .where(store.dialect.isAnyOf('id', ids))
    .orderBy('id')
    .orderBy('key')
    .execute();
  for (const { id, key, value } of rows) {
    const own = tags.get(id);
    if (own) own.push({ key, value });
    else tags.set(id, [{ key, value }]);
  }
  return tags;
}
