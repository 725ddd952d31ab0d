/**
 * What the four operations that issue end-entity certificates share: wire/cas.md sections 5.3, 5.4 and 6.4. Each spreads these
 * fields and adds its own.
 */
import { boolean, integer, oneOf, string } from '../../../spec/field.js';
import { ALGORITHMS } from '../algorithm.js';
import { issuerErrors, keyGenerationErrors, nameErrors } from '../shared-errors.js';
import { identifier, resourceGroupId, subjectText, tagErrors, tags } from '../shared-fields.js';

/** The last second of the year 9999, after which certificates have no time. */
const LAST_SECOND = 253_402_300_799;

export const issuingFields = {
  ParentIdentifier: identifier('The sub CA that issues; a root CA is refused.', 'cas.issuer'),
  CommonName: string({ ...subjectText.CommonName, about: 'The common name.', example: 'alice' }),
  Country: string({ ...subjectText.Country, about: 'Country code of two letters. Default: CN.' }),
  State: string({ ...subjectText.State, about: 'State or province. Default: that of the issuing CA.' }),
  Locality: string({ ...subjectText.Locality, about: 'City. Default: that of the issuing CA.' }),
  Organization: string({ ...subjectText.Organization, about: 'Organization. Default: that of the issuing CA.' }),
  OrganizationUnit: string({
    ...subjectText.OrganizationUnit,
    about: 'Department. Default: that of the issuing CA.',
  }),
  Algorithm: oneOf(ALGORITHMS, {
    about: 'The key algorithm, of the same family as that of the issuing CA. Default: that of the issuing CA.',
    example: 'ECC_256',
  }),
  Days: integer({
    minimum: 1,
    maximum: 36_500,
    unit: 'days',
    about: 'Length of the validity. Decides before all other parameters; it starts at BeforeTime or else now.',
    example: 365,
  }),
  BeforeTime: integer({
    minimum: 0,
    maximum: LAST_SECOND,
    unit: 'seconds since 1970',
    about: 'Start of the validity (notBefore). Goes together with AfterTime.',
    example: 1767225600,
  }),
  AfterTime: integer({
    minimum: 0,
    maximum: LAST_SECOND,
    unit: 'seconds since 1970',
    about: 'End of the validity (notAfter), not after the end of the issuing CA. Goes together with BeforeTime.',
    example: 1798761600,
  }),
  Months: integer({
    minimum: 0,
    maximum: 1200,
    unit: 'months',
    about: 'Length of the validity in calendar months, added to Years. Read when neither Days nor times are given.',
    example: 1,
  }),
  Years: integer({
    minimum: 0,
    maximum: 100,
    unit: 'years',
    about: 'Length of the validity in calendar years, added to Months. Read when neither Days nor times are given.',
    example: 1,
  }),
  Immediately: integer({
    minimum: 0,
    maximum: 2,
    default: 0,
    about: 'What the answer holds: 0 identifier and serial number, 1 the certificate too, 2 its chain too.',
    example: 2,
  }),
  EnableCrl: integer({
    minimum: 0,
    maximum: 1,
    default: 0,
    about: '1: the address of the CRL of the issuing CA stands in the certificate, provided that the CA publishes one.',
    example: 1,
  }),
  AsynchronousFlag: boolean({
    default: false,
    about:
      'true: the call is answered with the identifier and the serial number as soon as the certificate is accepted, and its Status is PENDING until it is issued. Immediately changes nothing then.',
    example: false,
  }),
  CustomIdentifier: string({
    minLength: 1,
    maxLength: 64,
    pattern: /[A-Za-z0-9_.:-]+/,
    aliases: ['customIdentifier'],
    about: 'An identifier of your own, unique in the account. It cannot be used in place of Identifier.',
    example: 'device-4711',
  }),
  Tags: tags,
  ResourceGroupId: resourceGroupId,
} as const;

export const sanFields = {
  SanType: integer({
    // Without bounds, so that 0 and 99 are answered alike: with the list of what there is.
    about:
      'The type of the alternative names: 1 e-mail address, 2 DNS name, 4 distinguished name, 6 URI, 7 IP address, 8 object identifier. Goes together with SanValue.',
    example: 1,
  }),
  SanValue: string({
    minLength: 1,
    maxLength: 8192,
    about:
      'The alternative names, separated by commas. For SanType 4 the value is one name, such as C=CN,O=Example,CN=alice.',
    example: 'alice@example.com',
  }),
} as const;

export const domainField = string({
  minLength: 1,
  maxLength: 8192,
  about:
    'DNS names and IP addresses of the server, separated by commas. They are all the names that it has. Absent: those of the CSR, where there is one, and the common name, as far as it is a DNS name or an IP address.',
  example: 'www.example.com,192.0.2.1',
});

/** What every CSR may look like. */
export const CSR_AS_PEM =
  'The CSR as PEM, signed with its own key. Text and other PEM blocks around it are passed over; two CSRs are refused.';

/** What certificates of the four operations have of their CSR, and what they do not have. */
const TAKEN_FROM_CSR =
  'Of the subject of the CSR the certificate has the common name, country, state, locality, organization and first department; e-mail, UID, serialNumber, DC, further departments and other attributes are not in it (CreateCustomCertificate keeps them). Of the extensions it has the alternative names, which are not critical; its usages are those of its kind, and others that the CSR asks for are left out. A CSR with a critical one that would be left out, or that asks for a CA, is refused.';

export const csrText = {
  minLength: 1,
  maxLength: 65_536,
  about: `${CSR_AS_PEM} Its common name decides before CommonName; other fields of the subject and alternative names are taken from it where no parameter gives them. ${TAKEN_FROM_CSR}`,
  example: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
} as const;

export const csrAlgorithm = oneOf(ALGORITHMS, {
  about: 'The key is that of the CSR; a value of another family than that of the issuing CA is refused.',
  example: 'ECC_256',
});

export const issuedFields = {
  Identifier: string({
    required: true,
    about: 'The identifier of the certificate.',
    example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
  }),
  SerialNumber: string({
    required: true,
    about: 'The serial number in hexadecimal.',
    example: '084bde9cd233f0ddae33adc438cfbbbd',
  }),
  X509Certificate: string({
    about: 'The certificate as PEM. With Immediately 1 and 2.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
  CertificateChain: string({
    about: 'The issuing CA and those above it up to the root, as PEM. With Immediately 2.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
} as const;

/** The same of an operation with a CSR: the certificate need not be what that asks for. */
export const issuedFromCsrFields = {
  ...issuedFields,
  X509Certificate: string({
    about: `The certificate as PEM. With Immediately 1 and 2. ${TAKEN_FROM_CSR}`,
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
} as const;

/** Of every operation that issues end-entity certificates. */
export const namedIssuingErrors = {
  ...issuerErrors,
  ...tagErrors,
  NotSupportAlgorithm: keyGenerationErrors.NotSupportAlgorithm,
  'AlreadyExists.CustomIdentifier': {
    status: 400,
    message: 'The account has a certificate with this CustomIdentifier already.',
    advice: 'Choose another CustomIdentifier, or leave it out.',
  },
} as const;

export const issuingErrors = {
  ...namedIssuingErrors,
  ...keyGenerationErrors,
  ...nameErrors,
  'OperationDenied.TypeNotSupport': {
    status: 400,
    message: 'A root CA issues sub CAs only. Create a sub CA below it and issue from that.',
    advice: 'CreateSubCACertificate makes one; DescribeCACertificateList lists those that there are.',
  },
  'InvalidParameter.BeforeTime': {
    status: 400,
    message: 'BeforeTime and AfterTime go together: give both or neither.',
    advice: 'Leave both out to have the length that Days, Months or Years say.',
  },
  'InvalidParameter.AfterTime': {
    status: 400,
    message:
      'The specified parameter "AfterTime" is not valid: it must be after BeforeTime and not after the end of what the issuing CA grants.',
    advice: 'DescribeCACertificate shows the end of the issuing CA as AfterDate.',
  },
  'InvalidParameter.Days': {
    status: 400,
    message:
      'The certificate would be valid until {End}, and its CA grants nothing beyond {Limit}. Ask for fewer Days.',
    advice: 'DescribeCACertificate shows the end of the issuing CA as AfterDate.',
  },
  'InvalidParameter.Months': {
    status: 400,
    message:
      'The certificate would be valid until {End}, and its CA grants nothing beyond {Limit}. Ask for fewer Months.',
    advice: 'DescribeCACertificate shows the end of the issuing CA as AfterDate.',
  },
  'InvalidParameter.Years': {
    status: 400,
    message:
      'The certificate would be valid until {End}, and its CA grants nothing beyond {Limit}. Ask for fewer Years.',
    advice: 'DescribeCACertificate shows the end of the issuing CA as AfterDate.',
  },
} as const;

export const sanErrors = {
  'InvalidParameter.SanType': {
    status: 400,
    message:
      'The specified parameter "SanType" is not valid: 1, 2, 4, 6, 7 and 8 are supported, and SanType and SanValue go together.',
    advice: 'Give both or neither.',
  },
  'InvalidParameter.SanValue': {
    status: 400,
    message: 'The specified parameter "SanValue" is not valid. {Reason}',
    advice: 'Write the names as the SanType asks for, separated by commas.',
  },
} as const;

export const domainErrors = {
  DomainFormatError: {
    status: 400,
    message: 'The specified parameter "Domain" is not valid: {Reason}',
    cause:
      'Domain, or a CommonName that has to serve in its place, is no name of a server; or neither the call nor the CSR has one.',
    advice: 'Give Domain: DNS names and IP addresses, separated by commas, without a scheme or a port.',
  },
} as const;

/** What all four do otherwise than the cloud. */
export const issuingDifferences = [
  'Organization and OrganizationUnit default to those of the issuing CA; the cloud writes names of its own.',
  'Without Days, times, Months and Years the validity is 365 days, cut to the end of the issuing CA.',
  'There is no quota: certificates are neither bought nor counted against anything.',
  'With AsynchronousFlag=true all that can be refused is refused at once, and the validity starts with the call. If the CA is revoked or expires before the certificate is issued, its Status goes from PENDING to REVOKE and it never has an X509Certificate.',
] as const;
