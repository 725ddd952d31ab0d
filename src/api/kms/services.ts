/** What KMS operations are given. */
import type { AccessPoints } from '../../kms/access-points/access-points.js';
import type { ClientKeys } from '../../kms/access-points/client-keys.js';
import type { NetworkRules } from '../../kms/access-points/network-rules.js';
import type { AccessPointPolicies } from '../../kms/access-points/policies.js';
import type { Aliases } from '../../kms/aliases/aliases.js';
import type { DataKeys } from '../../kms/data-keys/data-keys.js';
import type { KeyImport } from '../../kms/import/key-import.js';
import type { Instances } from '../../kms/instances/instances.js';
import type { Encryption } from '../../kms/keys/encryption.js';
import type { Keys } from '../../kms/keys/keys.js';
import type { Macs } from '../../kms/keys/macs.js';
import type { PairDecryption } from '../../kms/keys/public-key-encryption.js';
import type { Signatures } from '../../kms/keys/signatures.js';
import type { Kms } from '../../kms/kms.js';
import type { ManagedSecrets } from '../../kms/secrets/managed/managed-secrets.js';
import type { Rotation } from '../../kms/secrets/managed/rotation.js';
import type { SecretVersions } from '../../kms/secrets/secret-versions.js';
import type { Secrets } from '../../kms/secrets/secrets.js';

import type { Tagging } from '../../kms/tags/tagging.js';

export interface KmsServices {
  readonly networkRules: NetworkRules;
  readonly policies: AccessPointPolicies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
  readonly keys: Keys;
  readonly aliases: Aliases;
  readonly dataKeys: DataKeys;
  readonly instances: Instances;
  /** What clients have to trust to reach this server over TLS, as PEM; undefined where it listens without TLS. */
  readonly tlsTrustPem: () => Promise<string | undefined>;
  readonly encryption: Encryption;
  readonly keyImport: KeyImport;
  readonly secrets: Secrets;
  readonly secretVersions: SecretVersions;
  readonly managedSecrets: ManagedSecrets;
  readonly rotation: Rotation;
  /** Whether the account may make one more rotation of so many an hour. */
  readonly takeRotation: (accountId: string, anHour: number, now: Date) => Promise<boolean>;
  readonly signatures: Signatures;
  readonly pairDecryption: PairDecryption;
  readonly macs: Macs;
  readonly tagging: Tagging;
  readonly markers: Kms['markers'];
}
