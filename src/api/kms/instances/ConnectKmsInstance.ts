import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { instanceNotFound, instanceState } from './errors.js';
import { INSTANCE_EXAMPLE, idList, idsOf, instanceId, networkId } from './fields.js';

export default kms.operation({
  action: 'ConnectKmsInstance',
  summary: 'Connects an instance that was added, after which it takes keys and secrets.',
  description:
    'The network is kept and shown by GetKmsInstance; this server has no virtual networks, and the instance is reached like every other address of the server.',

  ram: {
    action: 'kms:ConnectKmsInstance',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: {
    KmsInstanceId: instanceId(),
    KMProvider: oneOf(['Aliyun'], { required: true, about: 'Who keeps the keys: always Aliyun.', example: 'Aliyun' }),
    VpcId: networkId('The network.', 'vpc-bp19z7cwmltad5dff0001'),
    ZoneIds: idList('Two zones, separated by a comma.', 'cn-hangzhou-k,cn-hangzhou-j'),
    VSwitchIds: idList('The switches, separated by commas.', 'vsw-bp1i512amda6d10a00001'),
  },
  response: {},
  errors: { ...instanceNotFound, ...instanceState },
  examples: [
    {
      title: 'A new instance',
      request: {
        KmsInstanceId: INSTANCE_EXAMPLE,
        KMProvider: 'Aliyun',
        VpcId: 'vpc-bp19z7cwmltad5dff0001',
        ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j',
        VSwitchIds: 'vsw-bp1i512amda6d10a00001',
      },
      response: {},
    },
  ],
  seeAlso: ['GetKmsInstance', 'UpdateKmsInstanceBindVpc'],

  async handle({ KmsInstanceId, VpcId, ZoneIds, VSwitchIds }, { accountId, now, instances, fail }) {
    const zoneIds = idsOf(ZoneIds);
    if (zoneIds.length !== 2) throw fail('InvalidParameter', { P: 'ZoneIds', Rule: 'must name two zones' });
    const instance = await instances.get(accountId, KmsInstanceId);
    if (instance.status !== 'Uninitialized') throw fail('Forbidden.DKMSInstanceStateInvalid');
    const connection = { vpcId: VpcId, zoneIds, vSwitchIds: idsOf(VSwitchIds) };
    return effect(instances.update(accountId, KmsInstanceId, { status: 'Connected', connection }, now), {});
  },
});
