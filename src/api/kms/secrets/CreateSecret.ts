import { keyReference } from '../../../kms/keys/key-reference.js';
import { GENERIC, LONGEST_VALUE_BYTES } from '../../../kms/secrets/secret.js';
import { secretArn } from '../../../kms/secrets/secret-reference.js';
import { boolean, map, oneOf, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { instanceNotFound, instanceState } from '../instances/errors.js';
import { optionalInstanceId } from '../instances/fields.js';
import { aliasNotFound, keyNotFound, whileEnabledErrors } from '../keys/errors.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import { newName } from '../names.js';
import { kms } from '../product.js';
import { givenTags, tagList } from '../tags/tag-list.js';
import { genericOnly, inDeleteWindow, secretExists } from './errors.js';
import { dependentOnKey, EXAMPLE_SECRET } from './named-secret.js';
import {
  EXAMPLE_ARN,
  managedMembers,
  newVersionId,
  secretData,
  secretDataType,
  secretDescription,
  shownArn,
  shownInstance,
  shownName,
  shownType,
  shownVersionId,
} from './secret-fields.js';

export default kms.operation({
  action: 'CreateSecret',
  summary: 'Creates a secret with its first version.',
  description: `
    The value, of up to ${LONGEST_VALUE_BYTES} bytes, is sealed on the disk, and with EncryptionKeyId also encrypted with that key: it cannot be read while the
    key is disabled, and never again when the key is deleted. The first version gets the label ACSCurrent.`,

  ram: {
    action: 'kms:CreateSecret',
    access: 'create',
    resource: 'acs:kms:{region}:{account}:secret',
    dependentActions: ['kms:GenerateDataKey'],
  },

  request: {
    SecretName: newName('The name of the secret, unique in the account.', EXAMPLE_SECRET),
    VersionId: newVersionId,
    SecretData: secretData,
    SecretDataType: secretDataType,
    SecretType: oneOf([GENERIC, 'Rds', 'Redis', 'RAMCredentials', 'ECS', 'PolarDB'], {
      default: GENERIC,
      about: 'Generic. Secrets of the other types, which change by themselves, are not here yet.',
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
    ExtendedConfig: map(string({ maxLength: 1024, pattern: FREE_TEXT, example: 'SingleUser' }), {
      sentAs: 'json',
      about: 'For managed secrets. Leave it out.',
    }),
    EnableAutomaticRotation: boolean({ about: 'For managed secrets. Leave it out, or false.', example: false }),
    RotationInterval: string({
      minLength: 1,
      maxLength: 16,
      pattern: VISIBLE_ASCII,
      about: 'For managed secrets. Leave it out.',
      example: '7d',
    }),
    Policy: string({
      minLength: 1,
      maxBytes: 32_768,
      pattern: FREE_TEXT,
      about: 'A secret policy. Leave it out: secrets have no policies of their own here yet, and RAM decides alone.',
      example: '{"Version":"1","Statement":[]}',
    }),
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
    ...genericOnly,
    ...keyNotFound,
    ...aliasNotFound,
    ...whileEnabledErrors,
    ...instanceNotFound,
    ...instanceState,
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
  seeAlso: ['GetSecretValue', 'PutSecretValue', 'DeleteSecret'],
  differences: [
    'Only Generic secrets are offered. Other types, rotation, ExtendedConfig and Policy are refused.',
    'The vendor documents no limit for Description: it is 8,192 characters here. EncryptionKeyId may also be an ARN or an alias.',
    'The key need not be in the instance of the secret: keys are in none yet.',
    'A name that begins with acs/ is refused, as for all types that people name.',
  ],

  async resolve({ EncryptionKeyId }, call) {
    if (EncryptionKeyId === undefined) return undefined;
    return [{ isNew: true }, await dependentOnKey('kms:GenerateDataKey', 'EncryptionKeyId', EncryptionKeyId, call)];
  },

  async handle(input, { accountId, region, now, keys, instances, secrets, fail }) {
    const { SecretName, VersionId, EncryptionKeyId, DKMSInstanceId } = input;
    refuseWhatThereIsNot();
    if (SecretName.startsWith('acs/')) throw invalid('SecretName', 'must not begin with acs/');
    const tags = givenTags(input.Tags, fail);
    if (DKMSInstanceId !== undefined) {
      const { status } = await instances.get(accountId, DKMSInstanceId);
      if (status !== 'Connected') throw fail('Forbidden.DKMSInstanceStateInvalid');
    }
    const key =
      EncryptionKeyId === undefined ? undefined : await keys.get('work', accountId, keyReference(EncryptionKeyId), now);
    const asked = {
      name: SecretName,
      description: input.Description ?? '',
      instanceId: DKMSInstanceId,
      versionId: VersionId,
      value: input.SecretData,
      dataType: input.SecretDataType,
      key,
      tags,
    };
    const { change } = await secrets.create(accountId, asked, now);
    return effect(change, {
      Arn: secretArn(region, accountId, SecretName),
      SecretName,
      VersionId,
      SecretType: GENERIC,
      ...(DKMSInstanceId !== undefined && { DKMSInstanceId }),
    });

    function refuseWhatThereIsNot(): void {
      if (input.SecretType !== GENERIC) throw fail('UnsupportedOperation');
      if (Object.keys(input.ExtendedConfig ?? {}).length > 0) throw managedOnly('ExtendedConfig');
      if (input.EnableAutomaticRotation) throw managedOnly('EnableAutomaticRotation');
      if (input.RotationInterval !== undefined) throw managedOnly('RotationInterval');
      if (input.Policy !== undefined) {
        throw invalid('Policy', 'cannot be honoured, since secrets have no policies of their own here; leave it out');
      }
    }

    function managedOnly(parameter: string) {
      return invalid(parameter, 'is for managed secrets, of which there are none here; leave it out');
    }

    function invalid(parameter: string, rule: string) {
      return fail('InvalidParameter', { P: parameter, Rule: rule });
    }
  },
});
