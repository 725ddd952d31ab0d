/** The KMS domain, put together. */
import type { Algorithm } from '../crypto/algorithm.js';
import type { GeneratedKey } from '../crypto/keys.js';
import { AccessPoints } from './access-points/access-points.js';
import { ClientKeyCredentials } from './access-points/client-key-credentials.js';
import { ClientKeys } from './access-points/client-keys.js';
import { NetworkRules } from './access-points/network-rules.js';
import { Policies } from './access-points/policies.js';
import type { KmsStore } from './store.js';

export interface Kms {
  readonly networkRules: NetworkRules;
  readonly policies: Policies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
  readonly clientKeyCredentials: ClientKeyCredentials;
}

/** `region` stands in the ARNs of client keys. */
export function openKms(
  store: KmsStore,
  region: string,
  generate?: (algorithm: Algorithm) => Promise<GeneratedKey>,
): Kms {
  return {
    networkRules: new NetworkRules(store),
    policies: new Policies(store),
    accessPoints: new AccessPoints(store),
    clientKeys: new ClientKeys(store, undefined, generate),
    clientKeyCredentials: new ClientKeyCredentials(store, region),
  };
}
