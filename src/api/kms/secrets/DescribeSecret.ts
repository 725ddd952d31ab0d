import { isManaged } from '../../../kms/secrets/managed/managed-secret.js';
import { GENERIC } from '../../../kms/secrets/secret.js';
import { secretArn, secretReference } from '../../../kms/secrets/secret-reference.js';
import { boolean, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import { kms } from '../product.js';
import { secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretName, secretPermission } from './named-secret.js';
import { configAnswer, lastRotationAnswer, rotationAnswer } from './rotation-fields.js';
import {
  EXAMPLE_ARN,
  EXAMPLE_TIME,
  lastRotationDate,
  managedMembers,
  plannedDeleteTime,
  shownArn,
  shownInstance,
  shownName,
  shownTags,
  shownType,
  tagsAnswer,
} from './secret-fields.js';

export default kms.operation({
  action: 'DescribeSecret',
  summary: 'Shows a secret, without its value, also while its deletion is planned.',

  ram: secretPermission('DescribeSecret', 'get'),

  request: {
    SecretName: secretName,
    FetchTags: boolean({ default: false, about: 'Whether its tags are shown too.', example: true }),
  },
  response: {
    Arn: shownArn,
    SecretName: shownName,
    SecretType: shownType,
    Description: string({ required: true, about: 'What it is for.', example: 'password of the order database' }),
    EncryptionKeyId: string({ about: 'The key that encrypts its values, if one was chosen.', example: EXAMPLE_KEY_ID }),
    CreateTime: string({ required: true, about: 'When it was made, UTC.', example: EXAMPLE_TIME }),
    UpdateTime: string({ required: true, about: 'When it was last changed, UTC.', example: EXAMPLE_TIME }),
    PlannedDeleteTime: plannedDeleteTime,
    DKMSInstanceId: shownInstance,
    ...managedMembers,
    LastRotationDate: lastRotationDate,
    OwingService: string({ about: 'Never answered: the service has no secrets of its own.', example: 'rds' }),
    Tags: shownTags,
  },
  errors: { ...secretNotFound },
  examples: [
    {
      title: 'A secret',
      request: { SecretName: EXAMPLE_SECRET },
      response: {
        Arn: EXAMPLE_ARN,
        SecretName: EXAMPLE_SECRET,
        SecretType: GENERIC,
        Description: 'password of the order database',
        CreateTime: EXAMPLE_TIME,
        UpdateTime: EXAMPLE_TIME,
      },
    },
  ],
  seeAlso: ['GetSecretValue', 'ListSecretVersionIds'],
  resolve: resolveSecret,

  async handle({ SecretName, FetchTags }, { accountId, region, now, secrets, managedSecrets }) {
    const secret = await secrets.getAny(accountId, secretReference(SecretName), now);
    const managed = isManaged(secret) ? await managedSecrets.get(secret) : undefined;
    return {
      Arn: secretArn(region, accountId, secret.name),
      SecretName: secret.name,
      SecretType: secret.type,
      Description: secret.description,
      ...(secret.encryptionKeyId !== undefined && { EncryptionKeyId: secret.encryptionKeyId }),
      CreateTime: utcTime(secret.createdAt),
      UpdateTime: utcTime(secret.updatedAt),
      ...(secret.deleteAt && { PlannedDeleteTime: utcTime(secret.deleteAt) }),
      ...(secret.instanceId !== undefined && { DKMSInstanceId: secret.instanceId }),
      ...rotationAnswer(secret, managed),
      ...lastRotationAnswer(managed),
      ...configAnswer(managed),
      ...(FetchTags && { Tags: tagsAnswer(await secrets.findTags(secret)) }),
    };
  },
});
