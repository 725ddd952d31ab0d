/** Managed data keys in the database: kms/data-keys/data-key-store.ts says what each member promises. */
import type { DataKeyStore, DataKeyVersion } from '../../../kms/data-keys/data-key-store.js';
import { countColumn, offsetOf } from '../../pages.js';
import { insertStep } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsDataKeyVersionsTable } from '../../tables/kms-data-keys.js';

const toVersion = (row: KmsDataKeyVersionsTable): DataKeyVersion => ({
  accountId: row.account_id,
  name: row.name,
  id: row.id,
  number: row.number,
  createdAt: new Date(row.created_at),
  sealedOctets: row.sealed_octets,
});

export function dataKeyStore(store: Store): DataKeyStore {
  const versionsOf = (accountId: string, name: string) =>
    store.db.selectFrom('kms_data_key_versions').where('account_id', '=', accountId).where('name', '=', name);
  return {
    async find(accountId, name, which) {
      const versions = versionsOf(accountId, name).selectAll().limit(1);
      const wanted =
        typeof which === 'string'
          ? versions.orderBy('number', which === 'first' ? 'asc' : 'desc')
          : versions.where('id', '=', which.id);
      const row = await wanted.executeTakeFirst();
      return row && toVersion(row);
    },

    async list(accountId, name, page) {
      const versions = versionsOf(accountId, name);
      const [items, { total }] = await Promise.all([
        versions.select('id').orderBy('number', 'desc').limit(page.size).offset(offsetOf(page)).execute(),
        versions.select(countColumn).executeTakeFirstOrThrow(),
      ]);
      return { items, total };
    },

    names: accountId =>
      store.db
        .selectFrom('kms_data_key_versions')
        .select(['name', ({ fn }) => fn.max('number').as('versions')])
        .where('account_id', '=', accountId)
        .groupBy('name')
        .orderBy('name')
        .execute(),

    insert: version => [
      insertStep(
        store,
        'kms_data_key_versions',
        {
          account_id: version.accountId,
          name: version.name,
          id: version.id,
          number: version.number,
          created_at: version.createdAt.getTime(),
          sealed_octets: version.sealedOctets,
        },
        'data-key-exists',
      ),
    ],
  };
}
