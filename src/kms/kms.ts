/** The KMS domain, put together. */
import { generateKeyPair } from '../crypto/keys.js';
import { NamedThings } from '../domain/named-things.js';
import type { Seal } from '../seal/seal.js';
import type { AccessPoints } from './access-points/access-points.js';
import { ClientKeyCredentials } from './access-points/client-key-credentials.js';
import { AccessPointGrants } from './access-points/client-key-grants.js';
import { ClientKeys } from './access-points/client-keys.js';
import type { NetworkRules } from './access-points/network-rules.js';
import type { AccessPointPolicies } from './access-points/policies.js';
import { Aliases } from './aliases/aliases.js';
import { Instances } from './instances/instances.js';
import { Encryption } from './keys/encryption.js';
import { KeyDeletion, type KeyDeletionOptions } from './keys/key-deletion.js';
import { KeyMaterials } from './keys/key-materials.js';
import { KeyRotation, type KeyRotationOptions } from './keys/key-rotation.js';
import type { GenerateKeyPair } from './keys/key-specs.js';
import { Keys } from './keys/keys.js';
import { knownKeys } from './keys/known-keys.js';
import { Macs } from './keys/macs.js';
import { Pairs } from './keys/pairs.js';
import { PairDecryption } from './keys/public-key-encryption.js';
import { Signatures } from './keys/signatures.js';
import { SecretDeletion, type SecretDeletionOptions } from './secrets/secret-deletion.js';
import { SecretValues } from './secrets/secret-values.js';
import { SecretVersions } from './secrets/secret-versions.js';
import { Secrets } from './secrets/secrets.js';
import type { KmsStore } from './store.js';

export interface Kms {
  readonly networkRules: NetworkRules;
  readonly policies: AccessPointPolicies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
  readonly clientKeyCredentials: ClientKeyCredentials;
  readonly accessPointGrants: AccessPointGrants;
  readonly keys: Keys;
  readonly aliases: Aliases;
  readonly instances: Instances;
  readonly encryption: Encryption;
  /** Deletes keys for good when their date has come. */
  keyDeletion(options: KeyDeletionOptions): KeyDeletion;
  /** Gives keys their next versions. */
  keyRotation(options: KeyRotationOptions): KeyRotation;
  readonly secrets: Secrets;
  readonly secretVersions: SecretVersions;
  /** Deletes secrets for good when their date has come. */
  secretDeletion(options: SecretDeletionOptions): SecretDeletion;
  readonly signatures: Signatures;
  readonly pairDecryption: PairDecryption;
  readonly macs: Macs;
}

/** `region` stands in the ARNs of keys and client keys. */
export function openKms(store: KmsStore, seal: Seal, region: string, generate: GenerateKeyPair = generateKeyPair): Kms {
  const materials = new KeyMaterials(seal, generate);
  const keys = knownKeys(store.keys);
  const encryption = new Encryption(keys, materials);
  const values = new SecretValues(seal, encryption);
  const networkRules: NetworkRules = new NamedThings('network-rule', store.networkRules);
  const policies: AccessPointPolicies = new NamedThings('policy', store.policies);
  const accessPoints: AccessPoints = new NamedThings('access-point', store.accessPoints);
  const pairs = new Pairs(materials);
  return {
    networkRules,
    policies,
    accessPoints,
    accessPointGrants: new AccessPointGrants(accessPoints, policies, networkRules),
    clientKeys: new ClientKeys(store.clientKeys, undefined, generate),
    instances: new Instances(store.instances),
    clientKeyCredentials: new ClientKeyCredentials(store.clientKeys, region),
    aliases: new Aliases(store.aliases),
    keys: new Keys(keys, materials, region),
    keyDeletion: options => new KeyDeletion(store.keys, options),
    keyRotation: options => new KeyRotation(store.keys, materials, options),
    encryption,
    secrets: new Secrets(store.secrets, values, region),
    secretVersions: new SecretVersions(store.secrets, values),
    secretDeletion: options => new SecretDeletion(store.secrets, options),
    signatures: new Signatures(pairs),
    pairDecryption: new PairDecryption(pairs),
    macs: new Macs(keys, materials),
  };
}
