import type { Instance, InstanceContents } from '../../../kms/instances/instance.js';
import { integer, list, object, oneOf, string } from '../../../spec/field.js';
import { kms } from '../product.js';
import { instanceNotFound } from './errors.js';
import { INSTANCE_EXAMPLE, optionalInstanceId } from './fields.js';

const RESOURCE_TYPES = ['key', 'secret', 'qps', 'vpc'] as const;

export default kms.operation({
  action: 'GetKmsInstanceQuotaInfos',
  summary: 'Tells how many keys, secrets and networks an instance may have, and how many it has.',
  description:
    'CreateKey and CreateSecret are refused in an instance that is full. Calls a second (`qps`) are what the instance is meant for: they are not counted by instance, and their UsedQuantity is 0.',

  ram: {
    action: 'kms:GetKmsInstanceQuotaInfos',
    access: 'get',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: {
    KmsInstanceId: optionalInstanceId('The id of the instance. Default: the one that every account has.'),
    ResourceType: oneOf(RESOURCE_TYPES, { about: 'Of which things. Default: of all.', example: 'key' }),
  },
  response: {
    KmsInstanceId: string({ required: true, about: 'The id of the instance.', example: INSTANCE_EXAMPLE }),
    KmsInstanceQuotaInfos: list(
      object(
        {
          ResourceType: oneOf(RESOURCE_TYPES, { required: true, about: 'Of which things.', example: 'key' }),
          ResourceQuota: integer({ required: true, about: 'How many it may have.', example: 1000 }),
          UsedQuantity: integer({ required: true, about: 'How many it has.', example: 10 }),
        },
        {},
      ),
      { required: true, about: 'One entry for each kind of thing.' },
    ),
  },
  errors: { ...instanceNotFound },
  examples: [
    {
      title: 'How many keys there are',
      request: { KmsInstanceId: INSTANCE_EXAMPLE, ResourceType: 'key' },
      response: {
        KmsInstanceId: INSTANCE_EXAMPLE,
        KmsInstanceQuotaInfos: [{ ResourceType: 'key', ResourceQuota: 1000, UsedQuantity: 10 }],
      },
    },
  ],
  seeAlso: ['GetKmsInstance', 'CreateKey', 'CreateSecret'],
  differences: ['Keys and secrets count until they are deleted for good. Calls a second are not counted by instance.'],

  resolve: async ({ KmsInstanceId }, { accountId, instances }) =>
    KmsInstanceId === undefined
      ? { placeholders: { KmsInstanceId: (await instances.default(accountId)).name } }
      : undefined,

  async handle({ KmsInstanceId, ResourceType }, { accountId, instances }) {
    const instance =
      KmsInstanceId === undefined ? await instances.default(accountId) : await instances.get(accountId, KmsInstanceId);
    const infos = quotaInfos(instance, await instances.contents(accountId, instance));
    return {
      KmsInstanceId: instance.name,
      KmsInstanceQuotaInfos: infos.filter(it => ResourceType === undefined || it.ResourceType === ResourceType),
    };
  },
});

function quotaInfos({ quota, boundNetworks }: Instance, { keys, secrets }: InstanceContents) {
  const info = (ResourceType: (typeof RESOURCE_TYPES)[number], ResourceQuota: number, UsedQuantity: number) => ({
    ResourceType,
    ResourceQuota,
    UsedQuantity,
  });
  return [
    info('key', quota.keys, keys),
    info('secret', quota.secrets, secrets),
    info('qps', quota.callsPerSecond, 0),
    info('vpc', quota.networks, boundNetworks.length),
  ];
}
