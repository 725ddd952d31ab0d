import { oneOf, string } from '../../../spec/field.js';
import { ALGORITHMS } from '../algorithm.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { requiredIdentifier, subjectText } from '../shared-fields.js';
import { askedBy, issueAsAsked, readDomain } from './issuing.js';
import {
  domainErrors,
  domainField,
  issuedFields,
  issuingDifferences,
  issuingErrors,
  issuingFields,
} from './issuing-fields.js';

export default cas.operation({
  action: 'CreateServerCertificate',
  summary: 'Issues a server certificate together with its private key.',
  description:
    'The key pair is generated here; DescribeCertificatePrivateKey hands the private key out. The certificate is for the purpose serverAuth. International names are written as their A-labels (xn--).',

  ram: permission('CreateServerCertificate', 'create'),

  request: {
    ...issuingFields,
    ParentIdentifier: requiredIdentifier('The sub CA that issues; a root CA is refused.', 'cas.issuer'),
    CommonName: string({
      ...subjectText.CommonName,
      required: true,
      about: 'The DNS name or IP address of the server.',
      example: 'www.example.com',
    }),
    Algorithm: oneOf(ALGORITHMS, {
      required: true,
      about: 'The key algorithm, of the same family as that of the issuing CA.',
      example: 'ECC_256',
    }),
    Domain: domainField,
  },
  response: issuedFields,
  errors: { ...issuingErrors, ...domainErrors },
  examples: [
    {
      title: 'A certificate for a web server',
      request: {
        ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        CommonName: 'www.example.com',
        Domain: 'example.com,192.0.2.1',
        Algorithm: 'ECC_256',
        Days: 90,
        Immediately: 1,
      },
      response: {
        Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd',
        X509Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['CreateSubCACertificate', 'DescribeCertificatePrivateKey', 'DescribeClientCertificate'],
  differences: [
    ...issuingDifferences,
    'Without Domain the CommonName is the alternative name, since clients look nowhere else. One that is neither a DNS name nor an IP address is refused then.',
  ],
  resolve: resolveNewBelow,

  async handle(input, call) {
    const asked = {
      ...askedBy(input, call.fail),
      kind: 'server',
      alternativeNames: readDomain(input.Domain, call.fail),
    } as const;
    return issueAsAsked(asked, input, call);
  },
});
