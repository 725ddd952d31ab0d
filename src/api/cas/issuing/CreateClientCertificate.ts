import { string } from '../../../spec/field.js';
import { PRINTABLE } from '../../../spec/text-rules.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { clientToken } from '../shared-fields.js';
import { askedBy, issueAsAsked, readSan } from './issuing.js';
import {
  issuedFields,
  issuingDifferences,
  issuingErrors,
  issuingFields,
  sanErrors,
  sanFields,
} from './issuing-fields.js';

export default cas.operation({
  action: 'CreateClientCertificate',
  summary: 'Issues a client certificate together with its private key.',
  description:
    'The key pair is generated here; DescribeCertificatePrivateKey hands the private key out. The certificate is for the purpose clientAuth. Without CommonName the identifier of the certificate is its common name.',

  ram: permission('CreateClientCertificate', 'create'),

  request: {
    ...issuingFields,
    ...sanFields,
    AliasName: string({
      minLength: 1,
      maxLength: 128,
      pattern: PRINTABLE,
      about: 'A name for lists.',
      example: 'laptop',
    }),
    ClientToken: clientToken.inBody,
  },
  response: issuedFields,
  errors: { ...issuingErrors, ...sanErrors },
  examples: [
    {
      title: 'A certificate for a person, with its chain',
      request: {
        ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        CommonName: 'alice',
        SanType: 1,
        SanValue: 'alice@example.com',
        Days: 365,
        Immediately: 2,
      },
      response: {
        Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd',
        X509Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
        CertificateChain: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  idempotencyToken: 'ClientToken',
  requestTags: 'Tags',
  seeAlso: ['CreateSubCACertificate', 'DescribeCertificatePrivateKey', 'DescribeClientCertificate'],
  differences: [
    ...issuingDifferences,
    'SanType may also be 2, 4, 7 and 8 here; the page of the cloud lists 1 and 6.',
    'Without Algorithm the key is of the algorithm of the issuing CA.',
  ],
  resolve: resolveNewBelow,

  async handle(input, call) {
    const asked = {
      ...askedBy(input, call.fail),
      kind: 'client',
      alternativeNames: readSan(input, call.fail),
      alias: input.AliasName,
    } as const;
    return issueAsAsked(asked, input, call);
  },
});
