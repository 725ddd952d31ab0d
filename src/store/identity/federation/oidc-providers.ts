/** OIDC providers in the database: identity/federation/oidc-provider.ts. */
import type { OidcProvider } from '../../../identity/federation/oidc-provider.js';
import { namedThings } from '../../named-things.js';

export const oidcProviderStore = namedThings<'oidc-provider', OidcProvider, Record<never, never>, 'ram_oidc_providers'>(
  {
    kind: 'oidc-provider',
    table: 'ram_oidc_providers',

    fromRow: row => ({
      name: row.name,
      issuer: row.issuer,
      clientIds: JSON.parse(row.client_ids) as string[],
      fingerprints: JSON.parse(row.fingerprints) as string[],
      keySet: row.key_set ?? undefined,
      caPem: row.ca_pem ?? undefined,
      privateAddresses: row.private_addresses === 1,
      createdAt: new Date(row.created_at),
    }),

    toRow: provider => ({
      name: provider.name,
      issuer: provider.issuer,
      client_ids: JSON.stringify(provider.clientIds),
      fingerprints: JSON.stringify(provider.fingerprints),
      key_set: provider.keySet ?? null,
      ca_pem: provider.caPem ?? null,
      private_addresses: provider.privateAddresses ? 1 : 0,
      created_at: provider.createdAt.getTime(),
    }),

    changed: () => ({}),
  },
);
