/** The KMS domain, put together. */
import type { Algorithm } from '../crypto/algorithm.js';
import type { GeneratedKey } from '../crypto/keys.js';
import { NamedThings } from '../domain/named-things.js';
import type { Requester } from '../domain/requester.js';
import type { AccessPoints } from './access-points/access-points.js';
import { ClientKeyCredentials } from './access-points/client-key-credentials.js';
import { ClientKeys } from './access-points/client-keys.js';
import type { NetworkRules } from './access-points/network-rules.js';
import type { AccessPointPolicies } from './access-points/policies.js';
import type { KmsStore } from './store.js';

export interface Kms {
  readonly networkRules: NetworkRules;
  readonly policies: AccessPointPolicies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
  readonly clientKeyCredentials: ClientKeyCredentials;
}

/** `region` stands in the ARNs of client keys. */
export function openKms(
  store: KmsStore,
  region: string,
  generate?: (algorithm: Algorithm, requester: Requester) => Promise<GeneratedKey>,
): Kms {
  return {
    networkRules: new NamedThings('network-rule', store.networkRules),
    policies: new NamedThings('policy', store.policies),
    accessPoints: new NamedThings('access-point', store.accessPoints),
    clientKeys: new ClientKeys(store.clientKeys, undefined, generate),
    clientKeyCredentials: new ClientKeyCredentials(store.clientKeys, region),
  };
}
