/**
 * Every migration. To add one: `NNNN-what.ts` beside this file, and its line in the list. Those that a database lacks run in the
 * order of their names, also when one with a later name has run before. One that has been released is never changed. A server runs those that its database lacks when it starts; there is no way back, so each must leave the
 * data readable by the version that brought it.
 */
import { core } from './0001-core.js';
import { tokensOfPrincipals } from './0002-tokens-of-principals.js';
import { auditCount } from './0003-audit-count.js';
import { generations } from './0004-generations.js';
import { ledgerPages } from './0005-ledger-pages.js';
import { auditSessions } from './0006-audit-sessions.js';
import { identity } from './0010-identity.js';
import { groups } from './0011-groups.js';
import { accessKeyUses } from './0012-access-key-uses.js';
import { roles } from './0012-roles.js';
import { signIn } from './0013-sign-in.js';
import { oidcProviders } from './0014-oidc-providers.js';
import { oidcProviderDetails } from './0015-oidc-provider-details.js';
import { ca } from './0020-ca.js';
import { caLifecycle } from './0021-ca-lifecycle.js';
import { lists } from './0022-lists.js';
import { externalAuthorities } from './0023-external-authorities.js';
import { caRevocation } from './0024-ca-revocation.js';
import { authorityNames } from './0025-authority-names.js';
import { givenFields } from './0026-given-fields.js';
import { kms } from './0030-kms.js';
import { kmsKeys } from './0031-kms-keys.js';
import { kmsInstances } from './0032-kms-instances.js';
import { kmsSecrets } from './0033-kms-secrets.js';
import { kmsImportedMaterial } from './0034-kms-imported-material.js';
import { kmsManagedSecrets } from './0035-kms-managed-secrets.js';
import { kmsPolicies } from './0036-kms-policies.js';
import { kmsKeysInInstances } from './0037-kms-keys-in-instances.js';
import { kmsTargets } from './0038-kms-targets.js';
import { kmsDataKeys } from './0039-kms-data-keys.js';
import { kmsClientKeyUses } from './0040-kms-client-key-uses.js';
import { kmsLists } from './0041-kms-lists.js';
import { kmsTagged } from './0042-kms-tagged.js';
import { countedByTwoStatements } from './0043-counted-by-two-statements.js';
import type { StoreMigration } from './migration.js';

export const migrations: Readonly<Record<string, StoreMigration>> = {
  '0001-core': core,
  '0002-tokens-of-principals': tokensOfPrincipals,
  '0003-audit-count': auditCount,
  '0004-generations': generations,
  '0005-ledger-pages': ledgerPages,
  '0006-audit-sessions': auditSessions,
  '0010-identity': identity,
  '0011-groups': groups,
  '0012-access-key-uses': accessKeyUses,
  '0012-roles': roles,
  '0013-sign-in': signIn,
  '0014-oidc-providers': oidcProviders,
  '0015-oidc-provider-details': oidcProviderDetails,
  '0020-ca': ca,
  '0021-ca-lifecycle': caLifecycle,
  '0022-lists': lists,
  '0023-external-authorities': externalAuthorities,
  '0024-ca-revocation': caRevocation,
  '0025-authority-names': authorityNames,
  '0026-given-fields': givenFields,
  '0030-kms': kms,
  '0031-kms-keys': kmsKeys,
  '0032-kms-instances': kmsInstances,
  '0033-kms-secrets': kmsSecrets,
  '0034-kms-imported-material': kmsImportedMaterial,
  '0035-kms-managed-secrets': kmsManagedSecrets,
  '0036-kms-policies': kmsPolicies,
  '0037-kms-keys-in-instances': kmsKeysInInstances,
  '0038-kms-targets': kmsTargets,
  '0039-kms-data-keys': kmsDataKeys,
  '0040-kms-client-key-uses': kmsClientKeyUses,
  '0041-kms-lists': kmsLists,
  '0042-kms-tagged': kmsTagged,
  '0043-counted-by-two-statements': countedByTwoStatements,
};
