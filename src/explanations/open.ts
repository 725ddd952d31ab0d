/** Explanations, put together from what is stored. No key of the seal is needed: nothing that is secret is looked at. */
import { NamedThings } from '../domain/named-things.js';
import { AccountSettings } from '../identity/account-settings/account-settings.js';
import { randomIdentifiers } from '../identity/identifiers.js';
import { Permissions } from '../identity/policies/permissions.js';
import { KnownRoles } from '../identity/roles/known-roles.js';
import type { IdentityStore } from '../identity/store.js';
import { Tagging } from '../identity/tags/tagging.js';
import { Users } from '../identity/users/users.js';
import { AccessPointGrants } from '../kms/access-points/client-key-grants.js';
import type { KmsStore } from '../kms/store.js';
import { AccessExplanations, type ExplanationParts } from './access-explanations.js';
import { AddressedThings } from './addressed-things.js';

/** @param region of the server, which stands in the ARNs of keys and secrets */
export function openExplanations(
  identity: IdentityStore,
  kms: KmsStore,
  region: string,
  isShareable: ExplanationParts['isShareable'],
): AccessExplanations {
  const knownRoles = new KnownRoles(identity.roles, identity.generations);
  const tagging = new Tagging(identity.tags);
  const accessPoints = {
    accessPoints: new NamedThings('access-point', kms.accessPoints),
    policies: new NamedThings('policy', kms.policies),
    networkRules: new NamedThings('network-rule', kms.networkRules),
  };
  return new AccessExplanations({
    users: new Users(identity.users, randomIdentifiers),
    knownRoles,
    permissions: new Permissions(identity, new AccountSettings(identity.accountSettings)),
    things: new AddressedThings({ keys: kms.keys, secrets: kms.secrets, knownRoles, tagging, region }),
    clientKeys: kms.clientKeys,
    grants: new AccessPointGrants(accessPoints, kms.clientKeys.generations),
    isShareable,
  });
}
