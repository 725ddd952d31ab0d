import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { csrErrors } from '../shared-errors.js';
import { askedBy, issueAsAsked, readCsr, readSan } from './issuing.js';
import {
  csrAlgorithm,
  csrText,
  issuedFromCsrFields,
  issuingDifferences,
  issuingErrors,
  issuingFields,
  sanErrors,
  sanFields,
} from './issuing-fields.js';

export default cas.operation({
  action: 'CreateClientCertificateWithCsr',
  summary: 'Issues a client certificate for a key of your own.',
  description:
    'The key stays with you, so DescribeCertificatePrivateKey has nothing to hand out. The CSR has to be signed with its key, which must be of the family of the issuing CA. The certificate is for the purpose clientAuth, whatever the CSR asks for. The parameter Csr below says what else is taken from the CSR.',

  ram: permission('CreateClientCertificateWithCsr', 'create'),

  request: {
    ...issuingFields,
    Algorithm: csrAlgorithm,
    Csr: string({ ...csrText, about: `${csrText.about} Needed.` }),
    ...sanFields,
  },
  response: {
    ...issuedFromCsrFields,
    CertSignBufKmc: string({ about: 'The encryption certificate of an SM2 pair. Always absent.', example: 'MIIDYDCC' }),
    CertKmcRep1: string({ about: 'The enveloped encryption key of an SM2 pair. Always absent.', example: 'MHkCIEu9' }),
  },
  errors: { ...issuingErrors, ...sanErrors, ...csrErrors },
  examples: [
    {
      title: 'A certificate for a device',
      request: {
        ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
        Days: 365,
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
  seeAlso: ['CreateClientCertificate', 'DescribeClientCertificate'],
  differences: [
    ...issuingDifferences,
    'SanType 0, 3 and 5 are refused.',
    'Without SanType and SanValue the alternative names of the CSR are kept.',
    'A CSR with a critical extension other than key usage, extended key usage, basic constraints and alternative names is refused, and so is one that asks for a CA.',
    'Algorithm is checked against the family of the issuing CA and otherwise without effect.',
    'SM2 double certificates are not issued: CertSignBufKmc and CertKmcRep1 are always absent.',
  ],
  resolve: resolveNewBelow,

  async handle(input, call) {
    const asked = {
      ...askedBy(input, call.fail),
      kind: 'client',
      csr: readCsr(input.Csr, call.fail),
      alternativeNames: readSan(input, call.fail),
    } as const;
    const { change, answer } = await issueAsAsked(asked, input, call);
    return effect(change, { ...answer });
  },
});
