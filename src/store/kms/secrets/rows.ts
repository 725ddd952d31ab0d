import type { Secret, SecretVersion } from '../../../kms/secrets/secret.js';
import type { Stages } from '../../../kms/secrets/stages.js';
import type { KmsSecretsTable, KmsSecretVersionsTable } from '../../tables/kms-secrets.js';

export const deletionTime = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));

/** Pairs, since a label may be any name that a member of an object has by itself. */
export const stagesText = (stages: Stages): string => JSON.stringify([...stages]);

export function toSecret(row: KmsSecretsTable): Secret {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    type: row.type,
    description: row.description,
    encryptionKeyId: row.encryption_key_id ?? undefined,
    instanceId: row.instance_id ?? undefined,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    deleteAt: deletionTime(row.delete_at),
    stages: new Map(JSON.parse(row.stages) as [string, string][]),
    revision: row.revision,
    policy: row.policy ?? undefined,
  };
}

export function fromSecret(secret: Secret): KmsSecretsTable {
  return {
    id: secret.id,
    account_id: secret.accountId,
    name: secret.name,
    type: secret.type,
    description: secret.description,
    encryption_key_id: secret.encryptionKeyId ?? null,
    instance_id: secret.instanceId ?? null,
    created_at: secret.createdAt.getTime(),
    updated_at: secret.updatedAt.getTime(),
    delete_at: secret.deleteAt?.getTime() ?? null,
    stages: stagesText(secret.stages),
    revision: secret.revision,
    policy: secret.policy ?? null,
  };
}

export function toVersion(row: KmsSecretVersionsTable): SecretVersion {
  return {
    secretId: row.secret_id,
    id: row.id,
    number: row.number,
    createdAt: new Date(row.created_at),
    dataType: row.data_type,
    sealedValue: row.sealed_value,
  };
}

export function fromVersion(version: SecretVersion): KmsSecretVersionsTable {
  return {
    secret_id: version.secretId,
    id: version.id,
    number: version.number,
    created_at: version.createdAt.getTime(),
    data_type: version.dataType,
    sealed_value: version.sealedValue,
  };
}
