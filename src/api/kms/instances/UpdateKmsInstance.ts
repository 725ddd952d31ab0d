import { INSTANCE_TITLE, INSTANCE_TITLE_IN_WORDS } from '../../../kms/instances/instance.js';
import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { inWords } from '../../../spec/worded-pattern.js';
import { kms } from '../product.js';
import { instanceNotFound } from './errors.js';
import { INSTANCE_EXAMPLE, instanceId } from './fields.js';

export default kms.operation({
  action: 'UpdateKmsInstance',
  summary: 'Gives an instance another name for people.',
  description:
    'Its id stays, and with it everything that is in the instance. Two instances may have the same name. An instance may be called anew in every state.',

  ram: {
    action: 'kms:UpdateKmsInstance',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: {
    KmsInstanceId: instanceId(),
    InstanceName: string({
      required: true,
      maxLength: 63,
      pattern: inWords(INSTANCE_TITLE, INSTANCE_TITLE_IN_WORDS),
      about: 'The name, which GetKmsInstance shows and ListKmsInstances finds.',
      example: 'payments',
    }),
  },
  response: {},
  errors: { ...instanceNotFound },
  examples: [
    { title: 'A new name', request: { KmsInstanceId: INSTANCE_EXAMPLE, InstanceName: 'payments' }, response: {} },
  ],
  seeAlso: ['GetKmsInstance', 'ListKmsInstances'],
  differences: [
    'The vendor documents no such operation; its Terraform provider calls it when `instance_name` changes, and this is what it expects.',
  ],

  async handle({ KmsInstanceId, InstanceName: title }, { accountId, now, instances }) {
    return effect(instances.update(accountId, KmsInstanceId, { title }, now), {});
  },
});
