import { permission, resolveCertificates } from '../permission.js';
import { cas } from '../product.js';
import { commaList, identifierList, identifierListErrors } from './comma-list.js';
import { showStatus, statusFields, unknownStatus } from './status-fields.js';

export default cas.operation({
  action: 'DescribeClientCertificateStatus',
  summary: 'Tells whether client and server certificates are good, by identifier.',
  description:
    'As an OCSP responder would, for the account that owns the certificates. A certificate below a revoked CA is revoked, whatever its own status is.',

  ram: permission('DescribeClientCertificateStatus', 'get'),
  qps: 10,

  request: { Identifier: identifierList('The certificates, as listed by ListClientCertificate.') },
  response: statusFields,
  errors: identifierListErrors,
  examples: [
    {
      title: 'Two certificates, one of them revoked',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb,1ed40789-483f-6023-b6b8-29ddd3bb0a9a' },
      response: {
        CertificateStatus: [
          { SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd', Status: 'good' },
          { SerialNumber: '3ab1b5f36fbd5ffa31ff1f3cd4d6c8f1', Status: 'revoked', RevokeTime: 1767225600000 },
        ],
      },
    },
  ],
  seeAlso: ['DescribeClientCertificateStatusForSerialNumber', 'CreateRevokeClientCertificate'],
  differences: ['RevokeTime is absent unless the certificate is revoked; the cloud answers 0 for some that are good.'],
  resolve: ({ Identifier }, call) => resolveCertificates(commaList(Identifier) ?? [], call),

  async handle({ Identifier }, { accountId, now, certificates, fail }) {
    const ids = commaList(Identifier);
    if (!ids) throw fail('InvalidParameter.Identifier');
    const statuses = await certificates.findStatuses(accountId, ids, now);
    return { CertificateStatus: ids.map(id => showStatus(statuses.get(id) ?? unknownStatus())) };
  },
});
