/** Lists of authorities, newest first. An account has few of them beside its certificates: their index is by account, and filters read the rows. */

import type { AuthorityFilter, AuthorityPlace } from '../../ca/authority-store.js';
import type { Authority } from '../../ca/records.js';
import { cut, type Part, type PartOf } from '../../domain/page.js';
import { countColumn, offsetOf, placeBefore } from '../pages.js';
import type { Store } from '../store.js';
import { authorityColumns, toAuthority } from './rows.js';

export async function listAuthorities(
  store: Store,
  accountId: string,
  filter: AuthorityFilter,
  part: Part<AuthorityPlace>,
): Promise<PartOf<Authority, AuthorityPlace>> {
  const matching = authoritiesOf(store, accountId, filter);
  const after = placeBefore(part);
  const [{ total }, rows] = await Promise.all([
    matching.select(countColumn).executeTakeFirstOrThrow(),
    (after ? matching.where('number', '<', after[0]) : matching)
      .select(authorityColumns)
      .orderBy('number', 'desc')
      .limit(part.size + 1)
      .offset(offsetOf(part))
      .execute(),
  ]);
  return { total, ...cut(rows.map(toAuthority), part.size, it => [it.number]) };
}

function authoritiesOf(store: Store, accountId: string, filter: AuthorityFilter) {
  const { id, ids, parentIds, kind, origin, status, expiry, issuingAt, resourceGroupId } = filter;
  let matching = store.db.selectFrom('ca_authorities').where('account_id', '=', accountId);
  if (id !== undefined) matching = matching.where('id', '=', id);
  if (ids) matching = matching.where(store.dialect.isAnyOf('id', ids));
  if (parentIds) matching = matching.where(store.dialect.isAnyOf('parent_id', parentIds));
  if (kind !== undefined) matching = matching.where('kind', '=', kind);
  if (origin !== undefined) matching = matching.where('origin', '=', origin);
  if (status !== undefined) matching = matching.where('status', '=', status);
  if (expiry) matching = matching.where('not_after', expiry.expired ? '<=' : '>', expiry.at.getTime());
  if (resourceGroupId !== undefined) matching = matching.where('resource_group_id', '=', resourceGroupId);
  if (!issuingAt) return matching;
  return matching
    .where('kind', '=', 'sub')
    .where('origin', '=', 'local')
    .where('status', '=', 'issued')
    .where('revoked_above_at', 'is', null)
    .where('not_after', '>', issuingAt.getTime());
}
