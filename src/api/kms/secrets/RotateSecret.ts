import { secretArn, secretReference } from '../../../kms/secrets/secret-reference.js';
import { effect } from '../../../spec/operation.js';
import { keyNotFound, whileEnabledErrors } from '../keys/errors.js';
import { kms } from '../product.js';
import { beingRotated, inDeleteWindow, managedOnly, rotationFailed, secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, managedSecretName, resolveSecret, secretPermission } from './named-secret.js';
import { EXAMPLE_ARN, newVersionId, shownArn, shownName, shownVersionId } from './secret-fields.js';

/** Manual rotations of an account (wire/kms.md section 11.13). */
const AN_HOUR = 50;

export default kms.operation({
  action: 'RotateSecret',
  summary:
    'Changes the credentials of a managed secret now: they work, and are the current version, when the answer comes.',
  description: `
    RAMCredentials: the user gets a new AccessKey, and the old one works for two days. DoubleUsers: the account of the previous version gets a new password and becomes the current one; the other goes on
    working. SingleUser: the old password stops working. A version of this id that is there already makes the call succeed without effect. What fails half-way is gone on with by the server, and by a call with the same VersionId. An account may rotate
    ${AN_HOUR} times an hour.`,

  ram: secretPermission('RotateSecret', 'update'),

  request: { SecretName: managedSecretName, VersionId: newVersionId },
  response: { Arn: shownArn, SecretName: shownName, VersionId: shownVersionId },
  errors: {
    ...secretNotFound,
    ...inDeleteWindow,
    ...managedOnly,
    ...beingRotated,
    ...rotationFailed,
    ...keyNotFound,
    ...whileEnabledErrors,
    'Rejected.LimitExceeded': {
      status: 400,
      message: 'The account has rotated secrets too often; at most {Limit} rotations an hour are made by calls.',
      advice: 'Wait, or let the secret be rotated automatically: that does not count.',
    },
  },
  examples: [
    {
      title: 'A managed secret',
      request: { SecretName: EXAMPLE_SECRET, VersionId: 'v2' },
      response: { Arn: EXAMPLE_ARN, SecretName: EXAMPLE_SECRET, VersionId: 'v2' },
    },
  ],
  destructive: {
    loses:
      'Credentials that the rotation replaces stop working: at once, after two days, or with the next rotation, as the type says.',
  },
  seeAlso: ['UpdateSecretRotationPolicy', 'GetSecretValue'],
  differences: [
    'The vendor documents no errors of a rotation: one that cannot reach its target is answered Rejected.Unavailable, and goes on by itself.',
    'While the AccessKey that the last rotation replaced is still valid, another rotation is refused, as the vendor says; with an interval, it is made.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, VersionId }, { accountId, region, now, secrets, rotation, takeRotation, fail }) {
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    await rotation.find(secret);
    if (!(await takeRotation(accountId, AN_HOUR, now)))
      throw fail('Rejected.LimitExceeded', { Limit: String(AN_HOUR) });
    const change = await rotation.now(secret, VersionId, now);
    return effect(change, { Arn: secretArn(region, accountId, secret.name), SecretName: secret.name, VersionId });
  },
});
