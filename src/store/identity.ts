/** The store of the identity domain (identity/store.ts says what each member promises), one file of `identity/` for each subject. */
import type { IdentityStore } from '../identity/store.js';
import { accessKeyStore } from './identity/access-keys/access-keys.js';
import { accountSettingsStore } from './identity/account-settings/account-settings.js';
import { accountStore } from './identity/accounts/accounts.js';
import { oidcProviderStore } from './identity/federation/oidc-providers.js';
import { groupStore } from './identity/groups/groups.js';
import { membershipStore } from './identity/groups/memberships.js';
import { loginProfileStore } from './identity/login-profiles/login-profiles.js';
import { mfaDeviceStore } from './identity/mfa/mfa-devices.js';
import { attachmentStore } from './identity/policies/attachments.js';
import { permissionStore } from './identity/policies/permissions.js';
import { policyStore } from './identity/policies/policies.js';
import { policyVersionStore } from './identity/policies/policy-versions.js';
import { resourceGroupStore } from './identity/resource-groups/resource-groups.js';
import { roleStore } from './identity/roles/roles.js';
import { tagStore } from './identity/tags/tags.js';
import { userStore } from './identity/users/users.js';
import type { Store } from './store.js';

export function identityStore(store: Store): IdentityStore {
  return {
    ...accountStore(store),
    users: userStore(store),
    groups: groupStore(store),
    memberships: membershipStore(store),
    loginProfiles: loginProfileStore(store),
    mfaDevices: mfaDeviceStore(store),
    accountSettings: accountSettingsStore(store),
    roles: roleStore(store),
    oidcProviders: oidcProviderStore(store),
    resourceGroups: resourceGroupStore(store),
    tags: tagStore(store),
    ...accessKeyStore(store),
    ...policyStore(store),
    ...policyVersionStore(store),
    ...attachmentStore(store),
    ...permissionStore(store),
  };
}
