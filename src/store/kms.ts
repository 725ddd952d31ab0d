/** The store of the KMS domain (kms/store.ts says what each member promises), one file of `kms/` for each subject. */
import type { KmsStore } from '../kms/store.js';
import { accessPointStore } from './kms/access-points/access-points.js';
import { clientKeyStore } from './kms/access-points/client-keys.js';
import { networkRuleStore } from './kms/access-points/network-rules.js';
import { accessPolicyStore } from './kms/access-points/policies.js';
import { aliasStore } from './kms/aliases/aliases.js';
import { dataKeyStore } from './kms/data-keys/data-keys.js';
import { instanceStore } from './kms/instances/instances.js';
import { keyStore } from './kms/keys/keys.js';
import { managedSecretStore } from './kms/secrets/managed-secrets.js';
import { secretStore } from './kms/secrets/secrets.js';
import { tagStore } from './kms/tags/tags.js';
import { targetStore } from './kms/targets/targets.js';
import type { Store } from './store.js';

export function kmsStore(store: Store): KmsStore {
  return {
    networkRules: networkRuleStore(store),
    policies: accessPolicyStore(store),
    accessPoints: accessPointStore(store),
    clientKeys: clientKeyStore(store),
    keys: keyStore(store),
    aliases: aliasStore(store),
    dataKeys: dataKeyStore(store),
    instances: instanceStore(store),
    secrets: secretStore(store),
    tags: tagStore(store),
    managedSecrets: managedSecretStore(store),
    targets: targetStore(store),
  };
}
