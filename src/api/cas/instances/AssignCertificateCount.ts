import { integer } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission, resolved } from '../permission.js';
import { cas } from '../product.js';

export default cas.operation({
  action: 'AssignCertificateCount',
  summary: 'Sets how many sub CAs and certificates a sub CA may issue.',
  description:
    'The number is the new total, not what is added. It is 1000000 for a new CA. A CA that has issued as many refuses to issue more with InsufficientQuota; deleting what was revoked makes room.',

  ram: permission('AssignCertificateCount', 'update'),

  request: {
    Id: integer({
      names: 'cas.issuer',
      minimum: 0,
      about: 'The numeric id of the instance of the sub CA, as listed by ListAllEndEntityInstance. Needed.',
      example: 36740,
    }),
    CertTotalCount: integer({
      minimum: 0,
      maximum: 2_147_483_647,
      about: 'How many it may issue. Needed.',
      example: 5000,
    }),
  },
  response: {
    CertCount: integer({ required: true, about: 'How many it may issue now.', example: 5000 }),
    CurrentYearFreeCertCount: integer({ required: true, about: 'Always 0: nothing is sold here.', example: 0 }),
  },
  errors: {
    MissingId: {
      status: 400,
      message: 'Id is mandatory for this action.',
      advice: 'Give the Id of a row of ListAllEndEntityInstance.',
    },
    MissingCertTotalCount: {
      status: 400,
      message: 'CertTotalCount is mandatory for this action.',
      advice: 'Give how many certificates and sub CAs the CA may issue in all.',
    },
    'InvalidParameter.CertTotalCount': {
      status: 400,
      message: 'The specified parameter "CertTotalCount" is not valid: the CA has issued more than that already.',
      advice: 'Give at least CertIssuedCount of DescribeCACertificate, or delete revoked certificates first.',
    },
    'OperationDenied.TypeNotSupport': {
      status: 400,
      message: 'This is the instance of a root CA. Only sub CAs can be limited.',
      advice: 'Give the Id of a row of ListAllEndEntityInstance, which lists sub CAs only.',
    },
    'OperationDenied.NotSupport': {
      status: 400,
      message: 'The CA cannot issue anything here: {Why}.',
      advice: 'Name a sub CA whose key is held here.',
    },
  },
  examples: [
    {
      title: 'A sub CA for five thousand certificates',
      request: { Id: 36740, CertTotalCount: 5000 },
      response: { CertCount: 5000, CurrentYearFreeCertCount: 0 },
    },
  ],
  seeAlso: ['ListAllEndEntityInstance', 'GetCAInstanceStatus'],
  differences: ['Nothing is taken from another quota: what a CA may issue is a limit that the account sets itself.'],
  resolve: async ({ Id }, { accountId, instances }) =>
    Id === undefined ? undefined : resolved(await instances.findLabels(accountId, Id)),

  async handle({ Id, CertTotalCount }, { accountId, instances, fail }) {
    if (Id === undefined) throw fail('MissingId');
    if (CertTotalCount === undefined) throw fail('MissingCertTotalCount');
    const change = await instances.setLimit(accountId, Id, CertTotalCount);
    return effect(change, { CertCount: CertTotalCount, CurrentYearFreeCertCount: 0 });
  },
});
