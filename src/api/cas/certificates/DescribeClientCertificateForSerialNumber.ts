import { list, object } from '../../../spec/field.js';
import { permission, resolveSerialNumbers } from '../permission.js';
import { cas } from '../product.js';
import { serialShape, showOfSerialNumber } from './certificate-text-fields.js';
import { serialNumberList, serialNumberListErrors, serialNumbers } from './comma-list.js';

export default cas.operation({
  action: 'DescribeClientCertificateForSerialNumber',
  summary: 'Tells about client and server certificates, by serial number.',
  description:
    'Deprecated: DescribeClientCertificate tells more. Serial numbers that the account does not have are left out, and those of CAs too.',

  ram: permission('DescribeClientCertificateForSerialNumber', 'get'),
  qps: 10,

  request: { SerialNumber: serialNumberList },
  response: {
    CertificateList: list(object(serialShape, {}), { required: true, about: 'The certificates, newest first.' }),
  },
  errors: serialNumberListErrors,
  examples: [
    {
      title: 'A client certificate',
      request: { SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd' },
      response: {
        CertificateList: [
          {
            Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            CertificateType: 'CLIENT',
            Status: 'ISSUE',
            CommonName: 'alice',
            SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd',
            BeforeDate: '2026-01-01T00:00Z',
            AfterDate: '2027-01-01T00:00Z',
            ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeClientCertificate', 'DescribeClientCertificateStatusForSerialNumber'],
  differences: [
    'CertificateType is CLIENT or SERVER; the sample of the cloud shows SUB_ROOT.',
    'Years is always absent: it is deprecated, and certificates are not issued by the year.',
  ],
  resolve: ({ SerialNumber }, call) => resolveSerialNumbers(serialNumbers(SerialNumber) ?? [], call),

  async handle({ SerialNumber }, { accountId, certificates, fail }) {
    const numbers = serialNumbers(SerialNumber);
    if (!numbers) throw fail('InvalidParameter.SerialNumber');
    const found = await certificates.findOfSerialNumbers(accountId, numbers);
    return { CertificateList: found.map(showOfSerialNumber) };
  },
});
