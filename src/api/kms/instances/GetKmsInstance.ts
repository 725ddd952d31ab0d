import type { Instance } from '../../../kms/instances/instance.js';
import { boolean, integer, list, object, oneOf, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { kms } from '../product.js';
import { instanceNotFound } from './errors.js';
import { INSTANCE_EXAMPLE, instanceId } from './fields.js';

const TIME = '2026-03-01T12:00:00Z';
const END_OF_TIME = '9999-12-31T23:59:59Z';

export default kms.operation({
  action: 'GetKmsInstance',
  summary:
    'Returns a KMS instance: its state, its quotas, its networks and the CA that its TLS certificate comes from.',

  ram: {
    action: 'kms:GetKmsInstance',
    access: 'get',
    resource: 'acs:kms:{region}:{account}:keystore/{KmsInstanceId}',
  },

  request: { KmsInstanceId: instanceId() },
  response: {
    KmsInstance: object(
      {
        InstanceId: string({ required: true, about: 'The id of the instance.', example: INSTANCE_EXAMPLE }),
        InstanceName: string({ required: true, about: 'Its name for people.', example: 'payments' }),
        Status: oneOf(['Uninitialized', 'Connected'], {
          required: true,
          about: 'Uninitialized until ConnectKmsInstance was called; the instance that every account has is Connected.',
          example: 'Connected',
        }),
        CreateTime: string({ required: true, about: 'When it was made, UTC.', example: TIME }),
        StartDate: string({ required: true, about: 'CreateTime, once more.', example: TIME }),
        EndDate: string({
          required: true,
          about: 'Instances do not end here: the last second of the year 9999.',
          example: END_OF_TIME,
        }),
        Spec: integer({ required: true, about: 'Calls a second that it is meant for.', example: 1000 }),
        KeyNum: integer({ required: true, about: 'How many keys it may hold.', example: 1000 }),
        SecretNum: string({ required: true, about: 'How many secrets it may hold, as a text.', example: '1000' }),
        VpcNum: integer({ required: true, about: 'How many networks it may be bound to.', example: 10 }),
        Log: integer({ required: true, about: 'Always 1: every call is in the audit log of the server.', example: 1 }),
        LogStorage: integer({
          required: true,
          about: 'Always 0: the audit log of the server is not divided by instances.',
          unit: 'GB',
          example: 0,
        }),
        VpcId: string({
          about: 'The network that it was connected in; absent before that.',
          example: 'vpc-bp19z7cwmltad5dff0001',
        }),
        VswitchIds: list(string({ example: 'vsw-bp1i512amda6d10a00001' }), {
          about: 'The switches that it was connected with.',
        }),
        ZoneIds: list(string({ example: 'cn-hangzhou-k' }), { about: 'The zones that it was connected in.' }),
        BindVpcs: object(
          {
            BindVpc: list(
              object(
                {
                  VpcId: string({ required: true, about: 'The network.', example: 'vpc-bp19z7cwmltad5dff0002' }),
                  VSwitchId: string({ required: true, about: 'The switch.', example: 'vsw-bp1i512amda6d10a00002' }),
                  RegionId: string({ required: true, about: 'The region of the network.', example: 'cn-hangzhou' }),
                  VpcOwnerId: string({
                    required: true,
                    about: 'The account of the network.',
                    example: '1000000000000001',
                  }),
                },
                {},
              ),
              { required: true, about: 'Further networks, as UpdateKmsInstanceBindVpc set them.' },
            ),
          },
          { required: true, about: 'Further networks.' },
        ),
        ChargeType: oneOf(['PREPAY', 'POSTPAY'], {
          required: true,
          about:
            'PREPAY: the instance that every account has, which cannot be released. POSTPAY: one that an administrator added. Nobody is billed.',
          example: 'PREPAY',
        }),
        ProductType: string({
          required: true,
          about: 'Always kms_ddi_public_intl: software keys.',
          example: 'kms_ddi_public_intl',
        }),
        ProductVersion: string({ required: true, about: 'Always 3: software keys.', example: '3' }),
        SaleStatus: string({ required: true, about: 'Always Normal: nothing is sold here.', example: 'Normal' }),
        CaCertificateChainPem: string({
          about:
            'What clients have to trust to reach the instance over TLS, as PEM. Absent where the server listens without TLS.',
          example: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n',
        }),
        DeletionProtection: boolean({
          required: true,
          about: 'Whether ReleaseKmsInstance is refused.',
          example: false,
        }),
        DeletionProtectionDescription: string({ about: 'Why it is protected.', example: 'In production' }),
      },
      { required: true, about: 'The instance.' },
    ),
  },
  errors: { ...instanceNotFound },
  examples: [
    {
      title: 'The instance that every account has',
      request: { KmsInstanceId: INSTANCE_EXAMPLE },
      response: {
        KmsInstance: {
          InstanceId: INSTANCE_EXAMPLE,
          InstanceName: INSTANCE_EXAMPLE,
          Status: 'Connected',
          CreateTime: TIME,
          StartDate: TIME,
          EndDate: END_OF_TIME,
          Spec: 1000,
          KeyNum: 1000,
          SecretNum: '1000',
          VpcNum: 10,
          Log: 1,
          LogStorage: 0,
          BindVpcs: { BindVpc: [] },
          ChargeType: 'PREPAY',
          ProductType: 'kms_ddi_public_intl',
          ProductVersion: '3',
          SaleStatus: 'Normal',
          DeletionProtection: false,
        },
      },
    },
  ],
  seeAlso: ['GetKmsInstanceQuotaInfos', 'ListKmsInstances'],
  differences: ['An instance never ends. EndDate is the last second of the year 9999.'],

  async handle({ KmsInstanceId }, { accountId, instances, tlsTrustPem }) {
    return { KmsInstance: shown(await instances.get(accountId, KmsInstanceId), await tlsTrustPem()) };
  },
});

function shown(instance: Instance, trustPem: string | undefined) {
  const { quota, connection, deletionProtection } = instance;
  const createdAt = utcTime(instance.createdAt);
  return {
    InstanceId: instance.name,
    InstanceName: instance.title,
    Status: instance.status,
    CreateTime: createdAt,
    StartDate: createdAt,
    EndDate: END_OF_TIME,
    Spec: quota.callsPerSecond,
    KeyNum: quota.keys,
    SecretNum: String(quota.secrets),
    VpcNum: quota.networks,
    Log: 1,
    LogStorage: 0,
    VpcId: connection?.vpcId,
    VswitchIds: connection?.vSwitchIds,
    ZoneIds: connection?.zoneIds,
    BindVpcs: {
      BindVpc: instance.boundNetworks.map(bound => ({
        VpcId: bound.vpcId,
        VSwitchId: bound.vSwitchId,
        RegionId: bound.regionId,
        VpcOwnerId: bound.ownerId,
      })),
    },
    ChargeType: instance.provided ? ('PREPAY' as const) : ('POSTPAY' as const),
    ProductType: 'kms_ddi_public_intl',
    ProductVersion: '3',
    SaleStatus: 'Normal',
    CaCertificateChainPem: trustPem,
    DeletionProtection: deletionProtection.enabled,
    DeletionProtectionDescription: deletionProtection.enabled ? deletionProtection.description : undefined,
  };
}
