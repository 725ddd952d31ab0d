/** What KMS operations are given. */
import type { AccessPoints } from '../../kms/access-points.js';
import type { ClientKeys } from '../../kms/client-keys.js';
import type { NetworkRules } from '../../kms/network-rules.js';
import type { Policies } from '../../kms/policies.js';

export interface KmsServices {
  readonly networkRules: NetworkRules;
  readonly policies: Policies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
}
