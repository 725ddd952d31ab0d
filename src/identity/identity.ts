/** Everything of identities, put together: what `main.ts` builds once and hands to operations and gateway. */

import type { Generations } from '../caches/generations.js';
import { Markers } from '../seal/markers.js';
import type { Seal } from '../seal/seal.js';
import { AccessKeys } from './access-keys/access-keys.js';
import { Credentials } from './access-keys/credentials.js';
import { AccountSettings } from './account-settings/account-settings.js';
import { Diagnoses } from './diagnoses/diagnoses.js';
import { type FetchKeySet, KeySets, type ReportIssuer } from './federation/key-sets.js';
import { OidcProviders } from './federation/oidc-providers.js';
import { OidcSignIn } from './federation/oidc-sign-in.js';
import { Groups } from './groups/groups.js';
import { Memberships } from './groups/memberships.js';
import { type Identifiers, randomIdentifiers } from './identifiers.js';
import { LoginProfiles } from './login-profiles/login-profiles.js';
import { MfaDevices } from './mfa/mfa-devices.js';
import { Attachments } from './policies/attachments.js';
import { Permissions } from './policies/permissions.js';
import { Policies } from './policies/policies.js';
import { PolicyLists } from './policies/policy-lists.js';
import { PolicyVersions } from './policies/policy-versions.js';
import { ResourceGroups } from './resource-groups/resource-groups.js';
import { KnownRoles } from './roles/known-roles.js';
import { Roles } from './roles/roles.js';
import { Sessions } from './sessions/sessions.js';
import type { SignInSurroundings } from './sign-in/attempt.js';
import { RememberedDevices } from './sign-in/remembered-devices.js';
import { SignIns } from './sign-in/sign-in.js';
import { UsersWithPassword } from './sign-in/users-with-password.js';
import type { IdentityStore } from './store.js';
import { Tagging } from './tags/tagging.js';
import { Users } from './users/users.js';

export interface Identity {
  readonly users: Users;
  readonly groups: Groups;
  readonly memberships: Memberships;
  readonly roles: Roles;
  readonly knownRoles: KnownRoles;
  readonly sessions: Sessions;
  readonly oidcProviders: OidcProviders;
  readonly oidcSignIn: OidcSignIn;
  readonly resourceGroups: ResourceGroups;
  readonly tagging: Tagging;
  readonly loginProfiles: LoginProfiles;
  readonly mfaDevices: MfaDevices;
  readonly usersWithPassword: UsersWithPassword;
  readonly accountSettings: AccountSettings;
  readonly diagnoses: Diagnoses;
  readonly accessKeys: AccessKeys;
  readonly policies: Policies;
  readonly policyVersions: PolicyVersions;
  readonly policyLists: PolicyLists;
  readonly attachments: Attachments;
  readonly markers: Markers;
  readonly credentials: Credentials;
  readonly permissions: Permissions;
  readonly generations: Generations;
  /** The check of passwords, with what of the server it needs. */
  signIns(surroundings: SignInSurroundings): SignIns;
}

export function openIdentity(
  store: IdentityStore,
  seal: Seal,
  identifiers: Identifiers = randomIdentifiers,
  reportIssuer: ReportIssuer = () => {},
  fetchKeySet?: FetchKeySet,
): Identity {
  const policies = new Policies(store, identifiers);
  const accountSettings = new AccountSettings(store.accountSettings);
  const users = new Users(store.users, identifiers);
  const mfaDevices = new MfaDevices(store.mfaDevices, seal);
  const sessions = new Sessions(seal, identifiers);
  return {
    users,
    groups: new Groups(store.groups, identifiers),
    memberships: new Memberships(store.memberships),
    roles: new Roles(store, identifiers),
    knownRoles: new KnownRoles(store.roles, store.generations),
    sessions,
    oidcProviders: new OidcProviders(store.oidcProviders),
    oidcSignIn: new OidcSignIn(store.oidcProviders, new KeySets(reportIssuer, fetchKeySet)),
    resourceGroups: new ResourceGroups(store.resourceGroups),
    tagging: new Tagging(store.tags),
    loginProfiles: new LoginProfiles(store.loginProfiles, accountSettings, seal),
    mfaDevices,
    usersWithPassword: new UsersWithPassword(store.users, store.loginProfiles, store.generations),
    accountSettings,
    diagnoses: new Diagnoses(seal),
    accessKeys: new AccessKeys(store, seal, identifiers),
    policies,
    policyVersions: new PolicyVersions(store, policies),
    policyLists: new PolicyLists(store),
    attachments: new Attachments(store),
    markers: new Markers(seal),
    credentials: new Credentials(store, seal),
    permissions: new Permissions(store, accountSettings),
    generations: store.generations,
    signIns: surroundings =>
      new SignIns(
        {
          users,
          profiles: store.loginProfiles,
          devices: mfaDevices,
          remembered: new RememberedDevices(seal),
          settings: accountSettings,
          sessions,
          seal,
        },
        surroundings,
      ),
  };
}
