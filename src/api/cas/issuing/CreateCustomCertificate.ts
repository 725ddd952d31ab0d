import { encodePem } from '../../../crypto/pem.js';
import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { csrErrors } from '../shared-errors.js';
import { requiredIdentifier, tagsOf } from '../shared-fields.js';
import { readCsr } from './issuing.js';
import { CSR_AS_PEM, issuedFields, issuingFields, namedIssuingErrors } from './issuing-fields.js';
import {
  readCriticals,
  readKeyUsages,
  readNames,
  readPeriod,
  readPurposes,
  readSerialNumber,
  readSubject,
} from './passthrough.js';
import { customPassthrough, passthroughErrors, validityField } from './passthrough-fields.js';

export default cas.operation({
  action: 'CreateCustomCertificate',
  summary: 'Issues a certificate from a CSR with the subject, names, usages and serial number that you ask for.',
  description:
    'The CSR has to be signed with its key, which must be of the family of the issuing CA. Subject, key usages, extended key usages and alternative names are each taken from ApiPassthrough, or from the CSR where that does not say, the subject with all its attributes; other extensions that the CSR asks for are left out, and where one of them is critical the CSR is refused. A flaw in a part of the CSR that ApiPassthrough replaces does not matter. Key identifiers and the address of the CRL are the work of the CA. A root CA may issue too.',

  ram: permission('CreateCustomCertificate', 'create'),

  request: {
    ParentIdentifier: requiredIdentifier('The CA that issues.', ['cas.issuer', 'cas.root']),
    Csr: string({
      required: true,
      minLength: 1,
      maxLength: 65_536,
      about: CSR_AS_PEM,
      example: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
    }),
    Validity: string({ ...validityField, required: true }),
    ApiPassthrough: customPassthrough,
    Immediately: issuingFields.Immediately,
    EnableCrl: issuingFields.EnableCrl,
    customIdentifier: string({
      minLength: 1,
      maxLength: 64,
      pattern: /[A-Za-z0-9_.:-]+/,
      aliases: ['CustomIdentifier'],
      about: 'An identifier of your own, unique in the account. It cannot be used in place of Identifier.',
      example: 'device-4711',
    }),
    Tags: issuingFields.Tags,
    ResourceGroupId: issuingFields.ResourceGroupId,
  },
  response: {
    Identifier: issuedFields.Identifier,
    SerialNumber: string({
      about: 'The serial number in hexadecimal. With Immediately 1 and 2.',
      example: '084bde9cd233f0ddae33adc438cfbbbd',
    }),
    Certificate: string({
      about:
        'The certificate as PEM. With Immediately 1 and 2. Of the extensions that the CSR asks for it has key usage, extended key usage and alternative names, and no others.',
      example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
    }),
    CertificateChain: issuedFields.CertificateChain,
  },
  errors: {
    ...namedIssuingErrors,
    ...passthroughErrors,
    ...csrErrors,
    'AlreadyExists.SerialNumber': {
      status: 400,
      message: 'The CA has used this serial number before. Choose another, or leave SerialNumber out.',
      advice: 'Without SerialNumber the CA takes a random one.',
    },
  },
  examples: [
    {
      title: 'A certificate with a title in its subject, for signing in',
      request: {
        ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
        Validity: '90d',
        ApiPassthrough: {
          Subject: {
            CommonName: 'alice',
            Country: 'CN',
            CustomAttributes: [{ ObjectIdentifier: '2.5.4.12', Value: 'Engineer' }],
          },
          Extensions: {
            KeyUsage: { DigitalSignature: true },
            ExtendedKeyUsages: ['clientAuth', '1.3.6.1.4.1.311.20.2.2'],
            SubjectAlternativeNames: [{ Type: 'rfc822Name', Value: 'alice@example.com' }],
            Criticals: ['ExtendedKeyUsages'],
          },
          SerialNumber: '16889526086333',
        },
        Immediately: 1,
      },
      response: {
        Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        SerialNumber: '0f5c6633eabd',
        Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['CreateClientCertificateWithCsr', 'CreateServerCertificateWithCsr', 'DescribeClientCertificate'],
  differences: [
    'The certificate is issued before the call is answered, also with Immediately 0.',
    'Neither KeyUsage nor ExtendedKeyUsages has to be given: the certificate then says what the CSR asks for. One without any key usage has DigitalSignature.',
    'The subject cannot be the name of a CA of the account.',
    'Of the CSR all attributes of the subject are kept, encoded as RFC 5280 asks; extended key usage and alternative names that are critical there stay so.',
    'A CSR that asks for another critical extension is refused by its name.',
    'Usages that the key cannot serve, such as KeyEncipherment with an ECC key, are refused.',
    'The types of alternative names include directoryName and registeredID; otherName, x400Address and ediPartyName are refused.',
    'A serial number that the CA has used for anything before is refused.',
    'A mail address in the subject is an alternative name as well (RFC 5280 section 4.1.2.6).',
    'The extended key usage OCSPSigning is refused; purposes in the CSR other than serverAuth, clientAuth and emailProtection have to be repeated in ExtendedKeyUsages.',
    'The extended key usage timeStamping stands alone and is critical (RFC 3161 section 2.3).',
    'An attribute type may stand in the subject once, except Matter CASE authenticated tags and domain components.',
    'A wrong ApiPassthrough is refused with InvalidParameter.ApiPassthrough; the message names the member.',
  ],
  resolve: resolveNewBelow,

  async handle(input, { accountId, now, certificates, fail }) {
    const { Subject, Extensions, SerialNumber } = input.ApiPassthrough ?? {};
    const asked = {
      authorityId: input.ParentIdentifier,
      csr: readCsr(input.Csr, fail),
      period: readPeriod(input.Validity, fail),
      subject: readSubject(Subject, fail),
      keyUsages: readKeyUsages(Extensions?.KeyUsage),
      purposes: readPurposes(Extensions?.ExtendedKeyUsages, fail),
      alternativeNames: readNames(Extensions?.SubjectAlternativeNames, fail),
      critical: readCriticals(Extensions?.Criticals, fail),
      serialNumber: readSerialNumber(SerialNumber, fail),
      withCrl: input.EnableCrl === 1,
      customIdentifier: input.customIdentifier,
      resourceGroupId: input.ResourceGroupId,
      tags: tagsOf(input.Tags, fail),
    };
    const { issued, change } = await certificates.issueCustom(accountId, asked, now);
    const { id, serialNumber, certificateDer, issuerChainPem } = issued;
    return effect(change, {
      Identifier: id,
      ...(input.Immediately >= 1 && {
        SerialNumber: serialNumber,
        Certificate: encodePem('CERTIFICATE', certificateDer),
      }),
      ...(input.Immediately >= 2 && { CertificateChain: issuerChainPem }),
    });
  },
});
