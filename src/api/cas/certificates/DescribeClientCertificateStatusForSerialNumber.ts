import { permission, resolveSerialNumbers } from '../permission.js';
import { cas } from '../product.js';
import { serialNumberList, serialNumberListErrors, serialNumbers } from './comma-list.js';
import { showStatus, statusFields, unknownStatus } from './status-fields.js';

export default cas.operation({
  action: 'DescribeClientCertificateStatusForSerialNumber',
  summary: 'Tells whether client and server certificates are good, by serial number.',
  description: `
    As DescribeClientCertificateStatus does by identifier. A certificate that was revoked and then deleted is still revoked. Where several CAs of the
    account have given out one serial number, each of those certificates is told.`,

  ram: permission('DescribeClientCertificateStatusForSerialNumber', 'get'),
  qps: 10,

  request: { SerialNumber: serialNumberList },
  response: statusFields,
  errors: serialNumberListErrors,
  examples: [
    {
      title: 'A certificate that is good, and a number that nobody has',
      request: { SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd,00ff' },
      response: {
        CertificateStatus: [
          { SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd', Status: 'good' },
          { SerialNumber: 'ff', Status: 'unknown' },
        ],
      },
    },
  ],
  seeAlso: ['DescribeClientCertificateStatus', 'CreateRevokeClientCertificate'],
  differences: ['RevokeTime is absent unless the certificate is revoked; the cloud answers 0 for some that are good.'],
  resolve: ({ SerialNumber }, call) => resolveSerialNumbers(serialNumbers(SerialNumber) ?? [], call),

  async handle({ SerialNumber }, { accountId, now, certificates, fail }) {
    const numbers = serialNumbers(SerialNumber);
    if (!numbers) throw fail('InvalidParameter.SerialNumber');
    const statuses = await certificates.findStatusesOfSerialNumbers(accountId, numbers, now);
    return {
      CertificateStatus: numbers.flatMap(number => {
        const found = statuses.filter(({ serialNumber }) => serialNumber === number);
        return found.length > 0 ? found.map(showStatus) : [showStatus(unknownStatus(number))];
      }),
    };
  },
});
