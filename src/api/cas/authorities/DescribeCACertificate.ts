import { integer, object } from '../../../spec/field.js';
import { permission, resolveAuthority } from '../permission.js';
import { cas } from '../product.js';
import { identifier } from '../shared-fields.js';
import { authorityDetailShape, showDetails } from './authority-fields.js';

export default cas.operation({
  action: 'DescribeCACertificate',
  summary: 'Tells all about a root or sub CA.',

  ram: permission('DescribeCACertificate', 'get'),
  qps: 10,

  request: { Identifier: identifier('The CA, as listed by DescribeCACertificateList.', 'cas.authority') },
  response: {
    Certificate: object(authorityDetailShape, { required: true, about: 'The CA.' }),
    Years: integer({ required: true, about: 'The years that were asked for, once more.', unit: 'years', example: 5 }),
  },
  errors: {
    MissingIdentifier: {
      status: 400,
      message: 'Identifier is mandatory for this action.',
      advice: 'Give the identifier that the call answered which made the CA; DescribeCACertificateList lists them.',
    },
  },
  examples: [
    {
      title: 'A root CA',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' },
      response: {
        Certificate: {
          Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
          CertificateType: 'ROOT',
          Status: 'ISSUE',
          IssuerType: 'local',
          SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=Example Root CA',
          CommonName: 'Example Root CA',
          Algorithm: 'ECC',
          FullAlgorithm: 'ECC_256',
          KeySize: 256,
          SignAlgorithm: 'SHA256WITHECDSA',
          BeforeDate: 1767225600000,
          AfterDate: 2082844800000,
          Years: 10,
          CrlStatus: 'INACTIVE',
          CrlDay: 30,
          Tags: [],
        },
        Years: 10,
      },
    },
  ],
  seeAlso: ['DescribeCACertificateList'],
  differences: [
    'CertTotalCount is 1000000 until AssignCertificateCount says otherwise: nothing has to be bought.',
    'Sans, ClusterId and KeyIndex are always absent: CAs have no alternative names, and keys are not in an HSM cluster.',
  ],
  resolve: resolveAuthority,

  async handle({ Identifier }, { accountId, authorities, fail }) {
    if (Identifier === undefined) throw fail('MissingIdentifier');
    const details = await authorities.getDetails(accountId, Identifier);
    return { Certificate: showDetails(details), Years: details.authority.years };
  },
});
