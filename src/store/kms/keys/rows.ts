import type { Key, KeyVersion } from '../../../kms/keys/key.js';
import { knownSpecName } from '../../../kms/keys/key-specs.js';
import { toBoolean } from '../../codec.js';
import type { KmsKeysTable, KmsKeyVersionsTable } from '../../tables/kms-keys.js';

const timeOf = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));

export function toKey(row: KmsKeysTable): Key {
  return {
    id: row.id,
    accountId: row.account_id,
    spec: knownSpecName(row.spec),
    usage: row.usage,
    origin: row.origin,
    state: row.state,
    description: row.description,
    createdAt: new Date(row.created_at),
    primaryVersionId: row.primary_version_id ?? undefined,
    versionCount: row.version_count,
    lastVersionAt: timeOf(row.last_version_at),
    rotationMs: row.rotation_ms ?? undefined,
    deleteAt: timeOf(row.delete_at),
    protection: row.protection ?? undefined,
    hasMaterial: toBoolean(row.has_material),
    materialExpiresAt: timeOf(row.material_expires_at),
    policy: row.policy ?? undefined,
    instanceId: row.instance_id ?? undefined,
  };
}

export function fromKey(key: Key): KmsKeysTable {
  return {
    id: key.id,
    account_id: key.accountId,
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    state: key.state,
    description: key.description,
    created_at: key.createdAt.getTime(),
    updated_at: key.createdAt.getTime(),
    primary_version_id: key.primaryVersionId ?? null,
    version_count: key.versionCount,
    last_version_at: key.lastVersionAt?.getTime() ?? null,
    rotation_ms: key.rotationMs ?? null,
    delete_at: key.deleteAt?.getTime() ?? null,
    protection: key.protection ?? null,
    has_material: key.hasMaterial ? 1 : 0,
    material_expires_at: key.materialExpiresAt?.getTime() ?? null,
    policy: key.policy ?? null,
    instance_id: key.instanceId ?? null,
  };
}

export function toVersion(row: KmsKeyVersionsTable): KeyVersion {
  return {
    id: row.id,
    accountId: row.account_id,
    keyId: row.key_id,
    number: row.number,
    createdAt: new Date(row.created_at),
    publicKeyDer: row.public_key ?? undefined,
    sealedMaterial: row.sealed_material ?? undefined,
    sealedDigest: row.sealed_digest ?? undefined,
  };
}

export function fromVersion(version: KeyVersion): KmsKeyVersionsTable {
  return {
    id: version.id,
    account_id: version.accountId,
    key_id: version.keyId,
    number: version.number,
    created_at: version.createdAt.getTime(),
    public_key: version.publicKeyDer ?? null,
    sealed_material: version.sealedMaterial ?? null,
    sealed_digest: version.sealedDigest ?? null,
  };
}
