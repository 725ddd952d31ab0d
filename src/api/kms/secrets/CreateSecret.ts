import { keyReference } from '../../../kms/keys/key-reference.js';
import { MOST_SECRETS } from '../../../kms/quotas.js';
import type { NewManaged } from '../../../kms/secrets/managed/managed-secrets.js';
import { GENERIC, LONGEST_VALUE_BYTES, SECRET_TYPES } from '../../../kms/secrets/secret.js';
import { secretArn } from '../../../kms/secrets/secret-reference.js';
import { boolean, oneOf, secret, string } from '../../../spec/field.js';
import { effect, type ResolvedResource } from '../../../spec/operation.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { instanceNotFound, instanceState, tooMany } from '../instances/errors.js';
import { optionalInstanceId } from '../instances/fields.js';
import { aliasNotFound, keyNotFound, whileEnabledErrors } from '../keys/errors.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import { NAME } from '../names.js';
import { checkedPolicy, newPolicy } from '../policies/policy-fields.js';
import { kms } from '../product.js';
import { givenTags, tagList } from '../tags/tag-list.js';
import { changedMeanwhile, inDeleteWindow, rotationFailed, secretExists, unsupported } from './errors.js';
import { extendedConfig, givenTexts, wantedOf } from './extended-config.js';
import { dependentOnKey, EXAMPLE_SECRET } from './named-secret.js';
import { configAnswer, rotationAnswer, rotationInterval, rotationPolicy } from './rotation-fields.js';
import {
  EXAMPLE_ARN,
  managedMembers,
  newVersionId,
  secretDataType,
  secretDescription,
  shownArn,
  shownInstance,
  shownName,
  shownType,
  shownVersionId,
} from './secret-fields.js';

const AUTOMATIC_NAME = '$Auto';
const NEW_NAME = new RegExp(`[$]Auto|${NAME.pattern.source}`);

/** What the caller may do to a RAM user itself, the server does for a secret that holds the user's key. */
const USER_ACTIONS = ['ram:CreateAccessKey', 'ram:DeleteAccessKey'] as const;

const dependentOnUser = (action: string, userName: string | undefined): ResolvedResource => ({
  ...(userName !== undefined && { placeholders: { UserName: userName } }),
  dependent: { action, resource: 'acs:ram:*:{account}:user/{UserName}' },
});

const ramSecretName = (userName: string) => `acs/ram/user/${userName}`;

export default kms.operation({
  action: 'CreateSecret',
  summary: 'Creates a secret with its first version.',
  description: `
    The value, of up to ${LONGEST_VALUE_BYTES} bytes, is sealed on the disk, and with EncryptionKeyId also encrypted with that key: it cannot be read while the
    key is disabled, and never again when the key is deleted. The first version gets the label ACSCurrent. Of the other types than Generic the server changes the credentials itself, with RotateSecret
    or automatically: the AccessKey of a RAM user, or accounts of a database that the administrator has registered (\`chancery target add\`).`,

  ram: {
    action: 'kms:CreateSecret',
    access: 'create',
    resource: 'acs:kms:{region}:{account}:secret',
    dependentActions: ['kms:GenerateDataKey', ...USER_ACTIONS],
  },

  request: {
    SecretName: string({
      required: true,
      maxLength: 192,
      pattern: NEW_NAME,
      about:
        'The name of the secret, unique in the account. For RAMCredentials $Auto: it becomes acs/ram/user/ and the name of the user.',
      example: EXAMPLE_SECRET,
    }),
    VersionId: newVersionId,
    SecretData: secret({
      required: true,
      maxBytes: LONGEST_VALUE_BYTES,
      about:
        'The value. For Rds `{"Accounts":[{"AccountName":"…","AccountPassword":"…"}]}`, two of them for DoubleUsers; for RAMCredentials `{"AccessKeys":[{"AccessKeyId":"…","AccessKeySecret":"…"}]}`; for PolarDB and Redis `$Auto`.',
      example: 'testdata1',
    }),
    SecretDataType: secretDataType,
    SecretType: oneOf(SECRET_TYPES, {
      default: GENERIC,
      about: 'Generic, or what the server itself changes: RAMCredentials, Rds, PolarDB or Redis. ECS is refused.',
      example: GENERIC,
    }),
    EncryptionKeyId: string({
      minLength: 1,
      names: 'kms.key',
      maxLength: 512,
      pattern: VISIBLE_ASCII,
      about:
        'A symmetric key that encrypts the values, by its id, ARN or alias. Default: the seal of the server alone.',
      example: EXAMPLE_KEY_ID,
    }),
    DKMSInstanceId: optionalInstanceId('The KMS instance to keep the secret in. Default: none.'),
    Description: secretDescription,
    Tags: tagList({}),
    ExtendedConfig: extendedConfig,
    EnableAutomaticRotation: boolean({
      default: false,
      about: 'Whether a managed secret is rotated automatically.',
      example: false,
    }),
    RotationInterval: rotationInterval,
    Policy: newPolicy('secret'),
  },
  response: {
    Arn: shownArn,
    SecretName: shownName,
    VersionId: shownVersionId,
    SecretType: shownType,
    DKMSInstanceId: shownInstance,
    ...managedMembers,
  },
  errors: {
    ...secretExists,
    ...inDeleteWindow,
    ...unsupported,
    ...rotationFailed,
    ...changedMeanwhile,
    ...keyNotFound,
    ...aliasNotFound,
    ...whileEnabledErrors,
    ...instanceNotFound,
    ...instanceState,
    ...tooMany('secrets', MOST_SECRETS, 'SecretNum'),
  },
  examples: [
    {
      title: 'A password',
      request: {
        SecretName: EXAMPLE_SECRET,
        VersionId: 'v1',
        SecretData: 'testdata1',
        Description: 'password of the order database',
        Tags: '[{"TagKey":"team","TagValue":"orders"}]',
      },
      response: { Arn: EXAMPLE_ARN, SecretName: EXAMPLE_SECRET, VersionId: 'v1', SecretType: GENERIC },
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['GetSecretValue', 'PutSecretValue', 'SetSecretPolicy', 'DeleteSecret'],
  differences: [
    'Secrets of the type ECS are refused. ExtendedConfig, EnableAutomaticRotation and RotationInterval are refused for Generic, where the vendor ignores them.',
    'RAMCredentials takes the one AccessKey of a user, and the secret of the key has to be right. Its caller needs ram:CreateAccessKey and ram:DeleteAccessKey on the user, instead of a role that the service assumes.',
    'Rds: the passwords have to be right. DoubleUsers takes two accounts.',
    'The vendor documents no limit for Description: it is 8,192 characters here. EncryptionKeyId may also be an ARN or an alias.',
    'The key need not be in the instance of the secret.',
    'A name that begins with acs/ is refused, as for all types that people name.',
  ],

  async resolve({ EncryptionKeyId, SecretType, ExtendedConfig }, call) {
    const ofUser =
      SecretType === 'RAMCredentials'
        ? USER_ACTIONS.map(action => dependentOnUser(action, ExtendedConfig?.UserName))
        : [];
    const ofKey =
      EncryptionKeyId === undefined
        ? []
        : [await dependentOnKey('kms:GenerateDataKey', 'EncryptionKeyId', EncryptionKeyId, call)];
    return [{ isNew: true }, ...ofKey, ...ofUser];
  },

  async handle(input, call) {
    const { accountId, region, now, keys, instances, secrets, managedSecrets, fail } = call;
    const { SecretName, VersionId, EncryptionKeyId, DKMSInstanceId, SecretType } = input;
    const policy = checkedPolicy(input.Policy, fail);
    const managed = wantedManaged();
    const name = managed?.wanted.type === 'RAMCredentials' ? ramSecretName(managed.wanted.userName) : SecretName;
    const tags = givenTags(input.Tags, fail);
    const instance = await instances.chosen(accountId, DKMSInstanceId);
    const key =
      EncryptionKeyId === undefined ? undefined : await keys.get('work', accountId, keyReference(EncryptionKeyId), now);
    const asked = {
      name,
      description: input.Description ?? '',
      instance,
      versionId: VersionId,
      key,
      tags,
      policy,
    };
    const value = { type: GENERIC, value: input.SecretData, dataType: input.SecretDataType } as const;
    const created = managed
      ? await managedSecrets.create(accountId, asked, managed, now)
      : { ...(await secrets.create(accountId, { ...asked, ...value }, now)), managed: undefined };
    return effect(created.change, {
      Arn: secretArn(region, accountId, name),
      SecretName: name,
      VersionId,
      SecretType,
      ...(DKMSInstanceId !== undefined && { DKMSInstanceId }),
      ...rotationAnswer(created.secret, created.managed),
      ...configAnswer(created.managed),
    });

    function wantedManaged(): NewManaged | undefined {
      if (SecretType === 'RAMCredentials') {
        if (SecretName !== AUTOMATIC_NAME) throw invalid('SecretName', `must be ${AUTOMATIC_NAME} for RAMCredentials`);
      } else if (SecretName.startsWith('acs/') || SecretName === AUTOMATIC_NAME) {
        throw invalid('SecretName', 'must not begin with acs/, nor be $Auto, but for RAMCredentials');
      }
      if (SecretType === GENERIC) {
        if (Object.keys(input.ExtendedConfig ?? {}).length > 0) throw managedOnly('ExtendedConfig');
        if (input.EnableAutomaticRotation) throw managedOnly('EnableAutomaticRotation');
        if (input.RotationInterval !== undefined) throw managedOnly('RotationInterval');
        return undefined;
      }
      if (SecretType === 'ECS') throw fail('UnsupportedOperation');
      if (input.SecretDataType !== 'text') throw invalid('SecretDataType', 'must be text for managed secrets');
      const config = input.ExtendedConfig;
      return {
        wanted: wantedOf({ type: SecretType, config, data: input.SecretData, region }),
        given: givenTexts(config),
        customData: config?.CustomData ?? {},
        policy: rotationPolicy(input.EnableAutomaticRotation, input.RotationInterval),
      };
    }

    function managedOnly(parameter: string) {
      return invalid(parameter, 'is for managed secrets; leave it out, or name another SecretType');
    }

    function invalid(parameter: string, rule: string) {
      return fail('InvalidParameter', { P: parameter, Rule: rule });
    }
  },
});
