/** OIDC providers in the database: identity/federation/oidc-provider.ts, OidcProviderStore. */
import { cut } from '../../../domain/page.js';
import type {
  OidcProvider,
  OidcProviderDetails,
  OidcProviderStore,
} from '../../../identity/federation/oidc-provider.js';
import { type NamePlace, nameKey } from '../../../identity/names.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { RamOidcProvidersTable } from '../../tables/identity.js';
import { lockAccount } from '../locks.js';

const findByName = hotStatement((db, it: { accountId: string; name: string }) =>
  db.selectFrom('ram_oidc_providers').selectAll().where('account_id', '=', it.accountId).where('name', '=', it.name),
);

export function oidcProviderStore(store: Store): OidcProviderStore {
  const { db } = store;
  return {
    async findOidcProvider(accountId, name) {
      const [row] = await findByName.rows(store, { accountId, name: nameKey(name) });
      return row && fromRow(row);
    },

    async listOidcProviders(accountId, { after, size }) {
      let part = db.selectFrom('ram_oidc_providers').selectAll().where('account_id', '=', accountId);
      if (after) part = part.where('name', '>', nameKey(after[0]));
      const rows = await part
        .orderBy('name')
        .limit(size + 1)
        .execute();
      return cut(rows.map(fromRow), size, ({ name }): NamePlace => [name]);
    },

    addOidcProvider: (accountId, provider, limit) =>
      boundedInsert<'oidc-provider-exists' | 'oidc-provider-limit'>(
        store,
        {
          hold: [lockAccount(store, accountId)],
          counted: db.selectFrom('ram_oidc_providers').where('account_id', '=', accountId),
          limit,
          otherwise: 'oidc-provider-limit',
        },
        [
          insertStep(
            store,
            'ram_oidc_providers',
            {
              account_id: accountId,
              name: nameKey(provider.name),
              shown_name: provider.name,
              issuer: provider.issuer,
              ...columnsOf(provider),
              key_set: provider.keySet ?? null,
              ca_pem: provider.caPem ?? null,
              private_addresses: provider.privateAddresses ? 1 : 0,
              created_at: provider.createdAt.getTime(),
              updated_at: provider.updatedAt.getTime(),
            },
            'oidc-provider-exists',
          ),
        ],
      ),

    changeOidcProvider(accountId, before, changes, now) {
      const then = columnsOf(before);
      return [
        step(
          db
            .updateTable('ram_oidc_providers')
            .set({ ...columnsOf({ ...before, ...changes }), updated_at: now.getTime() })
            .where('account_id', '=', accountId)
            .where('name', '=', nameKey(before.name))
            .where(({ and }) => and(then)),
          { affects: 1, otherwise: 'oidc-provider-raced' },
        ),
      ];
    },

    removeOidcProvider: (accountId, name) => [
      step(db.deleteFrom('ram_oidc_providers').where('account_id', '=', accountId).where('name', '=', nameKey(name)), {
        affects: 1,
        otherwise: 'oidc-provider-missing',
      }),
    ],
  };
}

function fromRow(row: RamOidcProvidersTable): OidcProvider {
  return {
    name: row.shown_name ?? row.name,
    issuer: row.issuer,
    description: row.description,
    clientIds: JSON.parse(row.client_ids) as string[],
    fingerprints: JSON.parse(row.fingerprints) as string[],
    issuanceLimitHours: row.issuance_limit_hours,
    keySet: row.key_set ?? undefined,
    caPem: row.ca_pem ?? undefined,
    privateAddresses: row.private_addresses === 1,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

function columnsOf({ description, clientIds, fingerprints, issuanceLimitHours }: OidcProviderDetails) {
  return {
    description,
    client_ids: JSON.stringify(clientIds),
    fingerprints: JSON.stringify(fingerprints),
    issuance_limit_hours: issuanceLimitHours,
  };
}
