/** A value of a secret as GetSecretValue and BatchGetSecretValue answer it (wire/kms.md sections 11.9 and 11.10). */
import { GENERIC } from '../../../kms/secrets/secret.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { type ObjectOf, secret, string } from '../../../spec/field.js';
import type { CallFacts } from '../../../spec/operation.js';
import { utcTime } from '../../../text/utc-time.js';
import type { KmsServices } from '../services.js';
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
}

type ValueCall = Pick<CallFacts, 'accountId' | 'now'> & Pick<KmsServices, 'secrets' | 'secretVersions'>;

/** Refused as `Secrets.get`, `SecretVersions.get` and `SecretVersions.open`. */
export async function readValue(
  { SecretName, VersionId, VersionStage }: WantedValue,
  { accountId, now, secrets, secretVersions }: ValueCall,
): Promise<ObjectOf<typeof valueMembers>> {
  const owner = await secrets.get(accountId, secretReference(SecretName), now);
  const version = await secretVersions.get(owner, { id: VersionId, label: VersionStage });
  const value = await secretVersions.open(owner, version, now);
  try {
    return {
      SecretName: owner.name,
      VersionId: version.id,
      SecretData: value.toString(),
      SecretDataType: version.dataType,
      SecretType: GENERIC,
      VersionStages: shownStages(owner.stages, version.id),
      CreateTime: utcTime(version.createdAt),
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
