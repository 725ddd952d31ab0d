import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { instanceNotFound } from './errors.js';
import { INSTANCE_EXAMPLE, instanceId } from './fields.js';

export default kms.operation({
  action: 'ReleaseKmsInstance',
  summary: 'Ends an instance that an administrator added, and destroys all keys and secrets in it.',
  description: `
    What is in it is gone at once, and deleted from the database within minutes (after a start of the server within the first hour). The server cannot know whether you
    have backed the instance up, so one that holds anything is released only with ForceDeleteWithoutBackup=true.`,

  ram: {
    action: 'kms:ReleaseKmsInstance',
    access: 'delete',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: {
    KmsInstanceId: instanceId(),
    ForceDeleteWithoutBackup: string({
      minLength: 1,
      pattern: /[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]/,
      default: 'false',
      about: '`true`: also with keys and secrets in it.',
      example: 'true',
    }),
  },
  response: {},
  errors: {
    ...instanceNotFound,
    UnsupportedOperation: {
      status: 400,
      message: 'This action is not supported.',
      cause: 'The instance is the one that every account has for good.',
      advice: 'Delete its keys with ScheduleKeyDeletion, and its secrets with DeleteSecret.',
    },
    'Rejected.StateModifiedFailed': {
      status: 409,
      message: 'The instance or a key in it is protected from deletion, or it holds keys or secrets.',
      advice:
        'Take the protection away with SetDeletionProtection. With `ForceDeleteWithoutBackup=true` what it holds is destroyed.',
    },
  },
  examples: [
    {
      title: 'With all that is in it',
      request: { KmsInstanceId: INSTANCE_EXAMPLE, ForceDeleteWithoutBackup: 'true' },
      response: {},
    },
  ],
  destructive: {
    loses:
      'All keys and secrets of the instance are destroyed at once and for good, and with them whatever was encrypted with those keys, secrets of other instances too.',
  },
  seeAlso: ['SetDeletionProtection', 'GetKmsInstanceQuotaInfos'],
  differences: [
    'An instance without keys and secrets is released without ForceDeleteWithoutBackup. The vendor does not document the errors.',
    'A protected key in the instance stands in the way too.',
  ],

  async handle({ KmsInstanceId, ForceDeleteWithoutBackup }, { accountId, now, instances }) {
    const instance = await instances.get(accountId, KmsInstanceId);
    const isForced = ForceDeleteWithoutBackup.toLowerCase() === 'true';
    return effect(await instances.release(accountId, instance, isForced, now), {});
  },
});
