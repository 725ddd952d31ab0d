/** Authorities in the database: what `AuthorityStore` of ca/authority-store.ts promises. */
import type { AuthorityStore } from '../../ca/authority-store.js';
import type { AuthorityOrigin } from '../../ca/records.js';
import { hotStatement } from '../hot-statements.js';
import { countColumn } from '../pages.js';
import type { Store } from '../store.js';
import { listAuthorities } from './authority-lists.js';
import { addAuthority } from './changes.js';
import { deleteAuthority } from './deletions.js';
import { findAuthorityLabels } from './labels-of-one.js';
import { listAuthorityEvents } from './lifecycle-lists.js';
import { findQuota } from './quota.js';
import { revokeAuthority } from './revocations.js';
import { authorityColumns, standingColumns, toAuthority, toStanding } from './rows.js';
import { takeSerialNumber } from './serial-numbers.js';

const standingOfAuthority = hotStatement((db, { accountId, id }: { accountId: string; id: string }) =>
  db.selectFrom('ca_authorities').select(standingColumns).where('id', '=', id).where('account_id', '=', accountId),
);

const authoritiesOfName = hotStatement((db, { accountId, nameKey }: { accountId: string; nameKey: string }) =>
  db
    .selectFrom('ca_authorities')
    .select('origin')
    .distinct()
    .where('account_id', '=', accountId)
    .where('name_key', '=', nameKey),
);

export function authorityTables(store: Store): AuthorityStore {
  const { db } = store;
  const owned = (accountId: string) => db.selectFrom('ca_authorities').where('account_id', '=', accountId);

  return {
    generations: store.generations,

    async findAuthority(accountId, id) {
      const row = await owned(accountId).select(authorityColumns).where('id', '=', id).executeTakeFirst();
      return row && toAuthority(row);
    },

    async findAuthorityStanding(accountId, id) {
      const [row] = await standingOfAuthority.rows(store, { accountId, id });
      return row && toStanding(row);
    },

    async findAuthorityCertificate(id) {
      const row = await db
        .selectFrom('ca_authorities')
        .select('certificate_der')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.certificate_der;
    },

    async findAuthorityKey(accountId, id) {
      const row = await owned(accountId).select('sealed_key').where('id', '=', id).executeTakeFirst();
      return row?.sealed_key.length ? row.sealed_key : undefined;
    },

    async findAuthorityIdOfInstance(accountId, instanceId) {
      const row = await owned(accountId).select('id').where('instance_id', '=', instanceId).executeTakeFirst();
      return row?.id;
    },

    async findAuthorityIdOfUuid(accountId, instanceUuid) {
      const row = await owned(accountId).select('id').where('instance_uuid', '=', instanceUuid).executeTakeFirst();
      return row?.id;
    },

    async hasAuthorityOfName(accountId, nameKey, origin) {
      const rows = await authoritiesOfName.rows(store, { accountId, nameKey });
      return rows.some(row => origin === undefined || row.origin === origin);
    },

    async listAuthorityNames(accountId, limit) {
      const rows = await owned(accountId)
        .select(it => [it.ref('name_key').$notNull().as('nameKey'), 'origin'])
        .where('name_key', 'is not', null)
        .limit(limit)
        .execute();
      return rows.map(({ nameKey, origin }) => ({ nameKey, origin: origin as AuthorityOrigin }));
    },

    async countAuthorities(accountId) {
      const { total } = await owned(accountId).select(countColumn).executeTakeFirstOrThrow();
      return total;
    },

    listAuthorities: (...asked) => listAuthorities(store, ...asked),
    listAuthorityEvents: (...asked) => listAuthorityEvents(store, ...asked),
    findQuota: (...asked) => findQuota(store, ...asked),
    findAuthorityLabels: (accountId, id) => findAuthorityLabels(store, { accountId, id }),

    addAuthority: (...made) => addAuthority(store, ...made),
    takeSerialNumber: (...taken) => takeSerialNumber(store, ...taken),
    revokeAuthority: (...revoked) => revokeAuthority(store, ...revoked),
    deleteAuthority: (...deleted) => deleteAuthority(store, ...deleted),
  };
}
