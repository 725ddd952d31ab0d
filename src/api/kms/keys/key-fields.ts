/** What CreateKey and DescribeKey say of a key (wire/kms.md section 6.1). */
import { type Key, PROTECTION_LEVEL } from '../../../kms/keys/key.js';
import { keyArn } from '../../../kms/keys/key-reference.js';
import { stateOf } from '../../../kms/keys/lifecycle.js';
import { automaticRotation, nextRotation } from '../../../kms/keys/rotation.js';
import { type ObjectOf, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { INSTANCE_EXAMPLE } from '../instances/fields.js';
import { EXAMPLE_KEY_ID } from './named-key.js';

export const EXAMPLE_VERSION_ID = '86a9efd9-3d16-6894-bd4f-1fc43f3f0001';

const member = (about: string, example: string) => string({ required: true, about, example });
const sometimes = (about: string, example: string) => string({ about, example });

const members = {
  KeyId: member('The id of the key.', EXAMPLE_KEY_ID),
  Arn: member('Its ARN.', `acs:kms:cn-hangzhou:1000000000000001:key/${EXAMPLE_KEY_ID}`),
  KeyState: member('Enabled, Disabled, PendingDeletion or PendingImport.', 'Enabled'),
  KeySpec: member('What the key is.', 'Aliyun_AES_256'),
  KeyUsage: member('What it is for.', 'ENCRYPT/DECRYPT'),
  Origin: member('Aliyun_KMS: made here. EXTERNAL: imported.', 'Aliyun_KMS'),
  ProtectionLevel: member('Always SOFTWARE.', PROTECTION_LEVEL),
  Creator: member('The account that made it.', '1000000000000001'),
  CreationDate: member('When it was made, UTC.', '2024-03-25T10:00:00Z'),
  Description: member('What its owner says of it.', 'for the order database'),
  PrimaryKeyVersion: sometimes(
    'The version that encrypts. Pairs have none, nor have keys that wait for material.',
    EXAMPLE_VERSION_ID,
  ),
  LastRotationDate: sometimes('When its newest version was made, UTC.', '2024-03-25T10:00:00Z'),
  AutomaticRotation: member(
    'Whether versions are made by policy: Enabled, Disabled, or Suspended while the key is not enabled.',
    'Enabled',
  ),
  RotationInterval: sometimes('From one version to the next, in seconds.', '31536000s'),
  NextRotationDate: sometimes('When the next version is due, UTC.', '2025-03-25T10:00:00Z'),
  DeleteDate: member('When it is deleted, UTC; empty where it is not scheduled for deletion.', ''),
  MaterialExpireTime: member('When imported material ends, UTC; empty: never.', ''),
  DKMSInstanceId: sometimes('The KMS instance it is in, if any.', INSTANCE_EXAMPLE),
} as const;

export const keyMetadata = object(members, { required: true, about: 'The key.' });

const protectionMembers = {
  DeletionProtection: member('Whether it is protected from deletion: Enabled or Disabled.', 'Disabled'),
  DeletionProtectionDescription: sometimes('Why it is protected.', 'in use by the order database'),
} as const;

export const describedKeyMetadata = object({ ...members, ...protectionMembers }, { required: true, about: 'The key.' });

/** The members of both answers. */
export function shownKey(key: Key, region: string, now: Date): ObjectOf<typeof members> {
  const rotation = automaticRotation(key, now);
  const next = nextRotation(key);
  const state = stateOf(key, now);
  return {
    KeyId: key.id,
    Arn: keyArn(region, key.accountId, key.id),
    KeyState: state,
    KeySpec: key.spec,
    KeyUsage: key.usage,
    Origin: key.origin,
    ProtectionLevel: PROTECTION_LEVEL,
    Creator: key.accountId,
    CreationDate: utcTime(key.createdAt),
    Description: key.description,
    ...(key.primaryVersionId !== undefined && state !== 'PendingImport' && { PrimaryKeyVersion: key.primaryVersionId }),
    ...(key.lastVersionAt && { LastRotationDate: utcTime(key.lastVersionAt) }),
    AutomaticRotation: rotation,
    ...(key.rotationMs !== undefined && { RotationInterval: `${Math.floor(key.rotationMs / 1000)}s` }),
    ...(next && { NextRotationDate: utcTime(next) }),
    DeleteDate: key.deleteAt ? utcTime(key.deleteAt) : '',
    MaterialExpireTime: key.materialExpiresAt ? utcTime(key.materialExpiresAt) : '',
    ...(key.instanceId !== undefined && { DKMSInstanceId: key.instanceId }),
  };
}

/** What DescribeKey says besides. */
export function shownProtection({ protection }: Key): ObjectOf<typeof protectionMembers> {
  if (protection === undefined) return { DeletionProtection: 'Disabled' };
  return { DeletionProtection: 'Enabled', DeletionProtectionDescription: protection };
}

/** For declared examples. */
export const exampleKey = {
  KeyId: EXAMPLE_KEY_ID,
  Arn: `acs:kms:cn-hangzhou:1000000000000001:key/${EXAMPLE_KEY_ID}`,
  KeyState: 'Enabled',
  KeySpec: 'Aliyun_AES_256',
  KeyUsage: 'ENCRYPT/DECRYPT',
  Origin: 'Aliyun_KMS',
  ProtectionLevel: PROTECTION_LEVEL,
  Creator: '1000000000000001',
  CreationDate: '2024-03-25T10:00:00Z',
  Description: 'for the order database',
  PrimaryKeyVersion: EXAMPLE_VERSION_ID,
  LastRotationDate: '2024-03-25T10:00:00Z',
  AutomaticRotation: 'Enabled',
  RotationInterval: '31536000s',
  NextRotationDate: '2025-03-25T10:00:00Z',
  DeleteDate: '',
  MaterialExpireTime: '',
} as const;
