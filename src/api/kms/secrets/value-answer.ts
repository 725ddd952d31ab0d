/** A value of a secret as GetSecretValue and BatchGetSecretValue answer it (wire/kms.md sections 11.9 and 11.10). */

import { Refusal } from '../../../domain/change.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import { isManaged } from '../../../kms/secrets/managed/managed-secret.js';
import type { SecretReason } from '../../../kms/secrets/refusals.js';
import { GENERIC } from '../../../kms/secrets/secret.js';
import { type ObjectOf, secret, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import type { KmsServices } from '../services.js';
import { findSharedKeyOf, namedSecret } from './named-secret.js';
import { configAnswer, lastRotationAnswer, rotationAnswer } from './rotation-fields.js';
import {
  EXAMPLE_TIME,
  lastRotationDate,
  managedMembers,
  shownName,
  shownStages,
  shownType,
  shownVersionId,
  versionStages,
} from './secret-fields.js';

export const valueMembers = {
  SecretName: shownName,
  VersionId: shownVersionId,
  SecretData: secret({ required: true, about: 'The value, exactly as it was stored.', example: 'testdata1' }),
  SecretDataType: string({ required: true, about: 'text or binary.', example: 'text' }),
  SecretType: shownType,
  VersionStages: versionStages,
  CreateTime: string({ required: true, about: 'When the version was stored, UTC.', example: EXAMPLE_TIME }),
  ...managedMembers,
  LastRotationDate: lastRotationDate,
} as const;

export interface WantedValue {
  readonly SecretName: string;
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
  /** A text in BatchGetSecretValue. */
  readonly FetchExtendedConfig?: boolean | string | undefined;
}

type ValueCall = Parameters<typeof namedSecret>[1] & Pick<KmsServices, 'secretVersions' | 'managedSecrets'>;

/**
 * Refused as `Secrets.get`, `SecretVersions.get` and `SecretVersions.open`, and with `key-missing` where the key of another account's secret is not
 * shared for it.
 */
export async function readValue(
  { SecretName, VersionId, VersionStage, FetchExtendedConfig }: WantedValue,
  call: ValueCall,
): Promise<ObjectOf<typeof valueMembers>> {
  const { accountId, now, secretVersions, managedSecrets } = call;
  const owner = await namedSecret(SecretName, call);
  if (owner.deleteAt) throw new Refusal<SecretReason>('secret-in-delete-window');
  const isForeign = owner.accountId !== accountId;
  if (isForeign && owner.encryptionKeyId !== undefined && !(await findSharedKeyOf(owner, 'kms:Decrypt', call))) {
    throw new Refusal<KeyReason>('key-missing');
  }
  const managed = isManaged(owner) ? await managedSecrets.get(owner) : undefined;
  // Of a managed secret there is the current version and the one before it: the vendor ignores the id.
  const version = await secretVersions.get(owner, { id: managed ? undefined : VersionId, label: VersionStage });
  const value = await secretVersions.open(owner, version, now);
  try {
    return {
      SecretName: owner.name,
      VersionId: version.id,
      SecretData: value.toString(),
      SecretDataType: version.dataType,
      SecretType: owner.type,
      VersionStages: shownStages(owner.stages, version.id),
      CreateTime: utcTime(version.createdAt),
      ...rotationAnswer(owner, managed),
      ...lastRotationAnswer(managed),
      ...(String(FetchExtendedConfig).toLowerCase() === 'true' && configAnswer(managed)),
    };
  } finally {
    value.fill(0);
  }
}

/** For declared examples. */
export const exampleValue = {
  SecretName: 'secret001',
  VersionId: 'v1',
  SecretData: 'testdata1',
  SecretDataType: 'text',
  SecretType: GENERIC,
  VersionStages: { VersionStage: ['ACSCurrent'] },
  CreateTime: EXAMPLE_TIME,
} as const;
