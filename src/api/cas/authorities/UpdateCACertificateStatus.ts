import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission, resolveAuthority } from '../permission.js';
import { cas } from '../product.js';
import { clientToken, requiredIdentifier } from '../shared-fields.js';

export default cas.operation({
  action: 'UpdateCACertificateStatus',
  summary: 'Revokes a root or sub CA, for good.',
  description: `
    The status goes from ISSUE to REVOKE, and never back. From then on neither this CA nor any CA below it issues anything. A sub CA is put on
    the CRL of the CA above. The certificates below keep their own status; DescribeClientCertificateStatus tells that they are revoked.`,

  ram: permission('UpdateCACertificateStatus', 'update'),
  qps: 10,
  destructive: {
    loses:
      'The CA is revoked for good. Neither it nor any CA below it issues anything from then on, and relying parties that check refuse all certificates below it.',
  },

  request: {
    Identifier: requiredIdentifier('The CA, as listed by DescribeCACertificateList.', 'cas.authority'),
    Status: oneOf(['REVOKE'], { default: 'REVOKE', about: 'What becomes of it.', example: 'REVOKE' }),
    ClientToken: clientToken.inQuery,
  },
  response: {},
  errors: {
    'OperationDenied.StatusNotSupport': {
      status: 400,
      message: 'Only a CA whose status is ISSUE can be revoked.',
      cause: 'The CA is revoked already.',
      advice: 'Nothing has to be done.',
    },
    'OperationDenied.TypeNotSupport': {
      status: 400,
      message: 'This is a client or server certificate. Call CreateRevokeClientCertificate to revoke it.',
      advice: 'Give the identifier of a CA here: DescribeCACertificateList lists them.',
    },
  },
  examples: [
    {
      title: 'A sub CA that is used no longer',
      request: { Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a', Status: 'REVOKE' },
      response: {},
    },
  ],
  idempotencyToken: 'ClientToken',
  seeAlso: ['DescribeCACertificateList', 'ListCACertificateLog', 'CreateRevokeClientCertificate'],
  differences: [
    'The CRL of a revoked CA is kept up to date until the CA expires; the cloud stops. A relying party that does not check the CA itself would otherwise accept a revoked certificate below it.',
    'CAs below a revoked one keep the status ISSUE and issue nothing.',
  ],
  resolve: resolveAuthority,

  async handle({ Identifier }, { accountId, now, authorities }) {
    return effect(await authorities.revoke(accountId, Identifier, now), {});
  },
});
