import { list, object } from '../../../spec/field.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { identifier } from '../shared-fields.js';
import { resolveResources } from '../tags/tagging-fields.js';
import { instanceStatusShape, showInstanceStatus } from './instance-fields.js';

export default cas.operation({
  action: 'GetCAInstanceStatus',
  summary: 'Tells the instances of CAs, and how much they have issued and may issue.',
  description:
    'Every CA has one instance, which is used while the CA stands. Without InstanceId and Identifier: all instances of the account, newest first. With both, they have to be of one CA.',

  ram: permission('GetCAInstanceStatus', 'get'),
  qps: 10,

  request: {
    InstanceId: identifier('The instance.', 'cas.authority'),
    Identifier: identifier('The CA.', 'cas.authority'),
  },
  response: {
    InstanceStatusList: list(object(instanceStatusShape, {}), { required: true, about: 'The instances.' }),
  },
  errors: {},
  examples: [
    {
      title: 'The instance of a root CA',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' },
      response: {
        InstanceStatusList: [
          {
            InstanceId: 'cas_deposit-cn-1234abcd',
            Type: 'ROOT',
            Status: 'USED',
            Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            BeforeTime: 1767225600000,
            AfterTime: 2082844800000,
            CertTotalCount: 1000000,
            CertIssuedCount: 1,
            UseExpireTime: 2082844800000,
          },
        ],
      },
    },
  ],
  seeAlso: ['AssignCertificateCount', 'ListAllEndEntityInstance', 'DescribeCACertificate'],
  differences: [
    'Instances are not bought: each CA comes with one, so none is in status BUY or REFUND.',
    'UseExpireTime is the end of the CA: there is no subscription.',
  ],
  resolve: ({ InstanceId, Identifier }, call) =>
    resolveResources([InstanceId ?? [], Identifier ?? []].flat(), false, call),

  async handle({ InstanceId, Identifier }, { accountId, instances, fail }) {
    if (InstanceId === undefined && Identifier === undefined) {
      return { InstanceStatusList: (await instances.list(accountId)).map(showInstanceStatus) };
    }
    const found =
      InstanceId === undefined
        ? await instances.findByAuthority(accountId, Identifier ?? '')
        : await instances.findByInstance(accountId, InstanceId);
    if (!found || (Identifier ?? found.authority.id) !== found.authority.id) throw fail('NotFound');
    return { InstanceStatusList: [showInstanceStatus(found)] };
  },
});
