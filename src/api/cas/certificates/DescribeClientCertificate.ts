import { object } from '../../../spec/field.js';
import { permission, resolveCertificate } from '../permission.js';
import { cas } from '../product.js';
import { requiredIdentifier } from '../shared-fields.js';
import { certificateDetailShape, showDetails } from './certificate-fields.js';

export default cas.operation({
  action: 'DescribeClientCertificate',
  summary: 'Tells all about a client or server certificate.',

  ram: permission('DescribeClientCertificate', 'get'),
  qps: 10,

  request: {
    Identifier: requiredIdentifier('The certificate, as listed by ListClientCertificate.', 'cas.certificate'),
  },
  response: {
    Certificate: object(certificateDetailShape, { required: true, about: 'The certificate.' }),
  },
  errors: {},
  examples: [
    {
      title: 'A server certificate',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' },
      response: {
        Certificate: {
          Id: 1137354,
          Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
          CertificateType: 'SERVER',
          Status: 'ISSUE',
          SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=www.example.com',
          CommonName: 'www.example.com',
          Sans: '[{"Type":2,"Value":"www.example.com"}]',
          Algorithm: 'ECC',
          FullAlgorithm: 'ECC_256',
          KeySize: 256,
          SignAlgorithm: 'SHA256WITHECDSA',
          BeforeDate: 1767225600000,
          AfterDate: 1798761600000,
          Days: 365,
          ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
          UploadFlag: 0,
          ResourceGroupId: 'rg-acfm09ugxnorjlt',
          Tags: [{ TagKey: 'runtime', TagValue: 'production' }],
        },
      },
    },
  ],
  seeAlso: ['ListClientCertificate', 'DescribeCertificatePrivateKey'],
  resolve: resolveCertificate,

  async handle({ Identifier }, { accountId, certificates }) {
    return { Certificate: showDetails(await certificates.getDetails(accountId, Identifier)) };
  },
});
