import { string } from '../../../spec/field.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { csrErrors } from '../shared-errors.js';
import { requiredIdentifier } from '../shared-fields.js';
import { askedBy, issueAsAsked, readCsr, readDomain } from './issuing.js';
import {
  csrAlgorithm,
  csrText,
  domainErrors,
  domainField,
  issuedFromCsrFields,
  issuingDifferences,
  issuingErrors,
  issuingFields,
} from './issuing-fields.js';

export default cas.operation({
  action: 'CreateServerCertificateWithCsr',
  summary: 'Issues a server certificate for a key of your own.',
  description:
    'The key stays with you, so DescribeCertificatePrivateKey has nothing to hand out. The CSR has to be signed with its key, which must be of the family of the issuing CA. The certificate is for the purpose serverAuth, whatever the CSR asks for. The parameter Csr below says what else is taken from the CSR.',

  ram: permission('CreateServerCertificateWithCsr', 'create'),

  request: {
    ...issuingFields,
    ParentIdentifier: requiredIdentifier('The sub CA that issues; a root CA is refused.', 'cas.issuer'),
    Algorithm: csrAlgorithm,
    Csr: string({ ...csrText, required: true }),
    Domain: domainField,
  },
  response: issuedFromCsrFields,
  errors: { ...issuingErrors, ...domainErrors, ...csrErrors },
  examples: [
    {
      title: 'A certificate for a web server that keeps its key',
      request: {
        ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
        Domain: 'www.example.com',
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
  seeAlso: ['CreateServerCertificate', 'DescribeClientCertificate'],
  differences: [
    ...issuingDifferences,
    'Without Domain the alternative names of the CSR are kept, and a common name that is a DNS name or an IP address is one of them, since clients look nowhere else.',
    'A certificate that would have neither a DNS name, nor an IP address, nor a URI is refused.',
    'Where neither CSR nor call has a common name it is the first of the names; the cloud does not say what it is.',
    'A CSR with a critical extension other than key usage, extended key usage, basic constraints and alternative names is refused, and so is one that asks for a CA.',
    'Algorithm is checked against the family of the issuing CA and otherwise without effect.',
  ],
  resolve: resolveNewBelow,

  async handle(input, call) {
    const asked = {
      ...askedBy(input, call.fail),
      kind: 'server',
      csr: readCsr(input.Csr, call.fail),
      alternativeNames: readDomain(input.Domain, call.fail),
    } as const;
    return issueAsAsked(asked, input, call);
  },
});
