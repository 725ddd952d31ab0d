/** What the audit log and the log say of rotations that no call asked for: which secret, how it ended, and no value. */
import { randomUUID } from 'node:crypto';
import { kms } from './api/kms/product.js';
import type { AuditRecord } from './audit/record.js';
import type { RotationOutcome } from './kms/secrets/managed/rotation-job.js';
import { secretArn } from './kms/secrets/secret-reference.js';

/** The server itself is on record as the principal, with the secret as its ARN. */
export function rotationRecord({ secret, kind, versionId, at, failure }: RotationOutcome, region: string): AuditRecord {
  return {
    time: at.getTime(),
    requestId: randomUUID().toUpperCase(),
    accountId: secret.accountId,
    principalType: 'service',
    principalId: 'rotation',
    principalArn: secretArn(region, secret.accountId, secret.name),
    accessKeyId: '',
    sourceAddress: '',
    product: kms.code,
    operation: kind === 'rotation' ? 'RotateSecret' : 'RetireSecretVersion',
    version: kms.version,
    parameters: JSON.stringify({ SecretName: secret.name, ...(versionId !== undefined && { VersionId: versionId }) }),
    outcome: failure === undefined ? 'OK' : 'Rejected.Unavailable',
    status: failure === undefined ? 200 : 409,
    detail: failure ?? 'by the policy of the secret',
    count: 1,
  };
}

export const secretNamed = ({ accountId, name }: RotationOutcome['secret']) => ({ accountId, secret: name });
