/** What operations of instances are given. */
import type { Instances } from '../../kms/instances/instances.js';
import type { DataKeyPairs } from '../../kms/keys/data-key-pairs.js';
import type { InstanceEncryption } from '../../kms/keys/instance-encryption.js';
import type { Keys } from '../../kms/keys/keys.js';
import type { Macs } from '../../kms/keys/macs.js';
import type { Signatures } from '../../kms/keys/signatures.js';
import type { ManagedSecrets } from '../../kms/secrets/managed/managed-secrets.js';
import type { SecretVersions } from '../../kms/secrets/secret-versions.js';
import type { Secrets } from '../../kms/secrets/secrets.js';

export interface KmsInstanceServices {
  readonly instances: Instances;
  readonly keys: Keys;
  readonly instanceEncryption: InstanceEncryption;
  readonly dataKeyPairs: DataKeyPairs;
  readonly signatures: Signatures;
  readonly macs: Macs;
  readonly secrets: Secrets;
  readonly managedSecrets: ManagedSecrets;
  readonly secretVersions: SecretVersions;
}
