/** The KMS domain, put together. */
import { generateKeyPair } from '../crypto/keys.js';
import { NamedThings } from '../domain/named-things.js';
import { Markers } from '../seal/markers.js';
import type { Seal } from '../seal/seal.js';
import type { AccessPoints } from './access-points/access-points.js';
import { ClientKeyCredentials } from './access-points/client-key-credentials.js';
import { AccessPointGrants } from './access-points/client-key-grants.js';
import { ClientKeys } from './access-points/client-keys.js';
import type { NetworkRules } from './access-points/network-rules.js';
import type { AccessPointPolicies } from './access-points/policies.js';
import { Aliases } from './aliases/aliases.js';
import { DataKeys } from './data-keys/data-keys.js';
import { KeyImport } from './import/key-import.js';
import { MaterialExpiry, type MaterialExpiryOptions } from './import/material-expiry.js';
import { Instances } from './instances/instances.js';
import { knownInstances } from './instances/known-instances.js';
import { DataKeyPairs } from './keys/data-key-pairs.js';
import { Encryption } from './keys/encryption.js';
import { InstanceEncryption } from './keys/instance-encryption.js';
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
import { knownSecrets } from './secrets/known-secrets.js';
import { ManagedSecrets } from './secrets/managed/managed-secrets.js';
import { Rotation } from './secrets/managed/rotation.js';
import { RotationJob, type RotationJobOptions } from './secrets/managed/rotation-job.js';
import type { Rotators } from './secrets/managed/rotator.js';
import { SecretDeletion, type SecretDeletionOptions } from './secrets/secret-deletion.js';
import { SecretValues } from './secrets/secret-values.js';
import { SecretVersions } from './secrets/secret-versions.js';
import { Secrets } from './secrets/secrets.js';
import type { KmsStore } from './store.js';
import { Tagging } from './tags/tagging.js';

export interface Kms {
  readonly networkRules: NetworkRules;
  readonly policies: AccessPointPolicies;
  readonly accessPoints: AccessPoints;
  readonly clientKeys: ClientKeys;
  readonly clientKeyCredentials: ClientKeyCredentials;
  readonly accessPointGrants: AccessPointGrants;
  readonly keys: Keys;
  readonly aliases: Aliases;
  readonly dataKeys: DataKeys;
  readonly instances: Instances;
  readonly encryption: Encryption;
  /** With what the protocol of instances has beyond it. */
  readonly instanceEncryption: InstanceEncryption;
  readonly dataKeyPairs: DataKeyPairs;
  /** Deletes keys for good when their date has come. */
  keyDeletion(options: KeyDeletionOptions): KeyDeletion;
  /** Gives keys their next versions. */
  keyRotation(options: KeyRotationOptions): KeyRotation;
  readonly keyImport: KeyImport;
  /** Takes imported material away when it has expired. */
  materialExpiry(options: MaterialExpiryOptions): MaterialExpiry;
  readonly secrets: Secrets;
  readonly secretVersions: SecretVersions;
  readonly managedSecrets: ManagedSecrets;
  readonly rotation: Rotation;
  /** Rotates secrets by their policies. */
  rotationJob(options: RotationJobOptions): RotationJob;
  /** Deletes secrets for good when their date has come. */
  secretDeletion(options: SecretDeletionOptions): SecretDeletion;
  readonly signatures: Signatures;
  readonly pairDecryption: PairDecryption;
  readonly macs: Macs;
  readonly tagging: Tagging;
  readonly markers: Markers;
}

/**
 * `region` stands in the ARNs of keys and client keys.
 * @param rotators what changes the credentials of managed secrets; without them there are none
 */
export function openKms(
  store: KmsStore,
  seal: Seal,
  region: string,
  generate: GenerateKeyPair = generateKeyPair,
  rotators: Rotators = {},
): Kms {
  const materials = new KeyMaterials(seal, generate);
  const known = knownKeys(store.keys);
  const encryption = new Encryption(known, materials);
  const values = new SecretValues(seal, encryption);
  const networkRules: NetworkRules = new NamedThings('network-rule', store.networkRules);
  const policies: AccessPointPolicies = new NamedThings('policy', store.policies);
  const accessPoints: AccessPoints = new NamedThings('access-point', store.accessPoints);
  const pairs = new Pairs(materials);
  const keys = new Keys(known, materials, region);
  const secretStore = knownSecrets(store.secrets);
  const secrets = new Secrets(secretStore, values, region);
  const instances = new Instances(knownInstances(store.instances));
  const rotation = new Rotation({
    secrets: store.secrets,
    managed: store.managedSecrets,
    values,
    keys,
    rotators,
  });
  const pairDecryption = new PairDecryption(pairs);
  return {
    networkRules,
    policies,
    accessPoints,
    accessPointGrants: new AccessPointGrants({ accessPoints, policies, networkRules }, store.clientKeys.generations),
    clientKeys: new ClientKeys(store.clientKeys, undefined, generate),
    instances,
    clientKeyCredentials: new ClientKeyCredentials(store.clientKeys, region),
    aliases: new Aliases(store.aliases),
    dataKeys: new DataKeys(store.dataKeys, seal),
    keys,
    keyDeletion: options => new KeyDeletion(store.keys, options),
    keyRotation: options => new KeyRotation(store.keys, materials, options),
    keyImport: new KeyImport(known, materials, seal, generate),
    materialExpiry: options => new MaterialExpiry(store.keys, options),
    encryption,
    secrets,
    managedSecrets: new ManagedSecrets(secrets, store.secrets, store.managedSecrets, rotators),
    rotation,
    rotationJob: options => new RotationJob(store.secrets, store.managedSecrets, rotation, options),
    secretVersions: new SecretVersions(secretStore, values),
    secretDeletion: options => new SecretDeletion(store.secrets, options),
    signatures: new Signatures(pairs),
    macs: new Macs(known, materials),
    tagging: new Tagging(store.tags, keys, secrets, instances),
    markers: new Markers(seal),
    pairDecryption,
    instanceEncryption: new InstanceEncryption(encryption, pairs, pairDecryption),
    dataKeyPairs: new DataKeyPairs(generate),
  };
}
