/** Group and tags of one thing: what the permission check reads at every call, in one statement. */
import type { Labels } from '../../ca/records.js';
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

const ofCertificate = hotStatement((db, { accountId, id }: Key) =>
  db
    .selectFrom('ca_certificates')
    .leftJoin('ca_tags', 'ca_tags.id', 'ca_certificates.id')
    .select(columns)
    .where('ca_certificates.id', '=', id)
    .where('ca_certificates.account_id', '=', accountId)
    .orderBy('key'),
);

export const findAuthorityLabels = async (store: Store, key: Key): Promise<Labels | undefined> =>
  labelsOf(await ofAuthority.rows(store, key));

export const findCertificateLabels = async (store: Store, key: Key): Promise<Labels | undefined> =>
  labelsOf(await ofCertificate.rows(store, key));

interface Row {
  readonly resource_group_id: string;
  /** Null where it has no tag. */
  readonly key: string | null;
  readonly value: string | null;
}

/** One row for each tag, and one where there is none. */
function labelsOf(rows: readonly Row[]): Labels | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const tags = rows.flatMap(({ key, value }) => (key === null || value === null ? [] : [{ key, value }]));
  return { resourceGroupId: first.resource_group_id, tags };
}
