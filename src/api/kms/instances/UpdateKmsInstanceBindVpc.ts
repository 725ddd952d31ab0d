import { integer, jsonText, list, object, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { instanceNotFound, instanceState } from './errors.js';
import { INSTANCE_EXAMPLE, instanceId, networkId } from './fields.js';

export default kms.operation({
  action: 'UpdateKmsInstanceBindVpc',
  summary: 'Sets the further networks that an instance is bound to.',
  description:
    'The list replaces the one before it. The networks are kept and shown by GetKmsInstance; this server has no virtual networks.',

  ram: {
    action: 'kms:UpdateKmsInstanceBindVpc',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: {
    KmsInstanceId: instanceId(),
    BindVpcs: jsonText(
      list(
        object(
          {
            VpcId: networkId('The network.', 'vpc-bp19z7cwmltad5dff0002'),
            VSwitchId: networkId('The switch.', 'vsw-bp1i512amda6d10a00002'),
            RegionId: string({
              required: true,
              maxLength: 64,
              pattern: /[a-z0-9-]+/,
              about: 'The region.',
              example: 'cn-hangzhou',
            }),
            VpcOwnerId: integer({
              minimum: 0,
              about: 'The account of the network. Default: the caller’s.',
              example: 1000000000000001,
            }),
          },
          {},
        ),
        {},
      ),
      {
        required: true,
        maxLength: 30_000,
        about: 'A JSON array of networks. An empty array takes all of them away.',
        example:
          '[{"VpcId":"vpc-bp19z7cwmltad5dff0002","VSwitchId":"vsw-bp1i512amda6d10a00002","RegionId":"cn-hangzhou","VpcOwnerId":1000000000000001}]',
      },
    ),
  },
  response: {},
  errors: {
    ...instanceNotFound,
    ...instanceState,
    'Rejected.LimitExceeded': {
      status: 400,
      message: 'The request was rejected because user create resource limit was exceeded.',
      cause: 'The list has more networks than VpcNum of the instance.',
      advice: 'Give at most as many networks as GetKmsInstance shows as VpcNum.',
    },
  },
  examples: [
    {
      title: 'One further network',
      request: {
        KmsInstanceId: INSTANCE_EXAMPLE,
        BindVpcs:
          '[{"VpcId":"vpc-bp19z7cwmltad5dff0002","VSwitchId":"vsw-bp1i512amda6d10a00002","RegionId":"cn-hangzhou","VpcOwnerId":1000000000000001}]',
      },
      response: {},
    },
  ],
  seeAlso: ['GetKmsInstance'],

  async handle({ KmsInstanceId, BindVpcs }, { accountId, now, instances, fail }) {
    const instance = await instances.get(accountId, KmsInstanceId);
    if (instance.status !== 'Connected') throw fail('Forbidden.DKMSInstanceStateInvalid');
    if (BindVpcs.value.length > instance.quota.networks) throw fail('Rejected.LimitExceeded');
    const boundNetworks = BindVpcs.value.map(({ VpcId, VSwitchId, RegionId, VpcOwnerId }) => ({
      vpcId: VpcId,
      vSwitchId: VSwitchId,
      regionId: RegionId,
      ownerId: String(VpcOwnerId ?? accountId),
    }));
    return effect(instances.update(accountId, KmsInstanceId, { boundNetworks }, now), {});
  },
});
