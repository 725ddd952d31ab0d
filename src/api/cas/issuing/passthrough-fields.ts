/**
 * `ApiPassthrough` as its two operations have it: wire/cas.md sections 5.1 (operation 3) and 6.5. Official clients send it flattened
 * to the one and as a JSON text to the other; both forms are read by both.
 */
import { purposesToAskFor } from '../../../ca/purposes.js';
import { boolean, integer, list, object, oneOf, string } from '../../../spec/field.js';
import { PRINTABLE } from '../../../spec/text-rules.js';
import { subjectText } from '../shared-fields.js';

const subjectFields = {
  CommonName: string({ ...subjectText.CommonName, about: 'The common name.', example: '张三' }),
  Country: string({ ...subjectText.Country, about: 'Country code of two letters.' }),
  State: string({ ...subjectText.State, about: 'State or province.' }),
  Locality: string({ ...subjectText.Locality, about: 'City.' }),
  Organization: string({ ...subjectText.Organization, about: 'Organization.' }),
  OrganizationUnit: string({ ...subjectText.OrganizationUnit, about: 'Department.' }),
} as const;

const customAttributes = list(
  object(
    {
      ObjectIdentifier: string({
        minLength: 1,
        maxLength: 128,
        pattern: /[0-9.]+/,
        about:
          'The type: an identifier of X.520 such as 2.5.4.5 (serialNumber), 2.5.4.9 (street) or 2.5.4.12 (title), one of Matter such as 1.3.6.1.4.1.37244.1.1 (node id), or one of your own.',
        example: '2.5.4.12',
      }),
      Value: string({
        minLength: 1,
        maxLength: 1024,
        pattern: PRINTABLE,
        about: 'The value. Those of Matter are hexadecimal digits in upper case.',
        example: 'Engineer',
      }),
    },
    {},
  ),
  { maxItems: 32, about: 'Further attributes, which stand after the named ones in this order.' },
);

const purpose = string({
  minLength: 1,
  maxLength: 128,
  about: `${purposesToAskFor.join(', ')}, or an object identifier.`,
  example: 'clientAuth',
});

const usage = (about: string) => boolean({ about, example: true });

const keyUsageFields = {
  DigitalSignature: usage('Signatures, except those of contracts, certificates and CRLs.'),
  ContentCommitment: usage('Signatures that bind the signer (formerly non-repudiation).'),
  NonRepudiation: usage('The old name of ContentCommitment; either sets the same bit.'),
  KeyEncipherment: usage('Encryption of keys. Not with ECC keys.'),
  DataEncipherment: usage('Encryption of data. Not with ECC keys.'),
  KeyAgreement: usage('Key agreement. Not with RSA keys.'),
  EncipherOnly: usage('With KeyAgreement: to encrypt only.'),
  DecipherOnly: usage('With KeyAgreement: to decrypt only.'),
} as const;

/** Types of alternative names as `ApiPassthrough` spells them. */
export const NAME_TYPES = [
  'rfc822Name',
  'dNSName',
  'directoryName',
  'uniformResourceIdentifier',
  'iPAddress',
  'registeredID',
] as const;

const alternativeNames = list(
  object(
    {
      Type: oneOf(NAME_TYPES, { required: true, about: 'The type of the name.', example: 'dNSName' }),
      Value: string({
        minLength: 1,
        maxLength: 2048,
        about:
          'The name: an e-mail address, a DNS name, a name such as C=CN,CN=alice, a URI, an IP address, or an OID.',
        example: 'device.example.com',
      }),
    },
    {},
  ),
  { maxItems: 1000, about: 'The alternative names. Absent: those of the CSR.' },
);

export const customPassthrough = object(
  {
    Subject: object(
      { ...subjectFields, CustomAttributes: customAttributes },
      { about: 'The subject, in place of all of that of the CSR.' },
    ),
    Extensions: object(
      {
        KeyUsage: object(keyUsageFields, {
          about:
            'What the key may be used for. Absent: what the CSR asks for, or else DigitalSignature, as where nothing in it is true.',
        }),
        ExtendedKeyUsages: list(purpose, {
          maxItems: 64,
          about:
            'The purposes of the certificate. Absent: serverAuth, clientAuth and emailProtection as far as the CSR asks for them; a CSR that asks for others is refused then.',
        }),
        SubjectAlternativeNames: alternativeNames,
        Criticals: list(
          string({
            minLength: 1,
            maxLength: 64,
            about: 'KeyUsage, ExtendedKeyUsages or SubjectAlternativeNames.',
            example: 'ExtendedKeyUsages',
          }),
          { maxItems: 8, about: 'Extensions that are marked as critical. KeyUsage always is.' },
        ),
      },
      { about: 'The extensions, in place of those of the CSR.' },
    ),
    SerialNumber: string({
      minLength: 1,
      maxLength: 48,
      pattern: /[1-9][0-9]*/,
      about:
        'The serial number in decimal, greater than zero and below 2 to the 159th, never used by the CA before. Absent: a random one.',
      example: '16889526086333',
    }),
  },
  { about: 'What the certificate shall hold; what is not said here is taken from the CSR.' },
);

export const externalPassthrough = object(
  {
    Subject: object(subjectFields, { about: 'The subject, in place of all of that of the CSR.' }),
    Extensions: object(
      {
        PathLenConstraint: integer({
          minimum: 0,
          maximum: 100,
          about:
            'How many CAs may follow below this one. 0: it issues end-entity certificates only. Absent: what the CSR asks for, or else 0.',
          example: 0,
        }),
        ExtendedKeyUsages: list(purpose, {
          maxItems: 64,
          about:
            'Purposes that certificates below this CA may serve. Absent: serverAuth, clientAuth and emailProtection as far as the CSR asks for them, or else any; a CSR that asks for others is refused then.',
        }),
      },
      { about: 'The extensions, in place of those of the CSR.' },
    ),
  },
  { sentAs: 'json', about: 'What the certificate shall hold; what is not said here is taken from the CSR.' },
);

export const validityField = {
  minLength: 2,
  maxLength: 64,
  about:
    'How long the certificate is valid: a number with y, m or d from now on, by the calendar (10y, 18m, 90d); an end; or a start, "/" and an end. Times are of the form yyyy-MM-ddTHH:mm:ssZ. Not beyond what the CA above grants.',
  example: '1y',
} as const;

export const passthroughErrors = {
  'InvalidParameter.ApiPassthrough': {
    status: 400,
    message: 'The specified parameter "ApiPassthrough.{Part}" is not valid. {Reason}',
    advice: 'Change the member that the message names, or leave it out.',
  },
  'InvalidParameter.Validity': {
    status: 400,
    message: 'The specified parameter "Validity" is not valid. {Reason}',
    advice:
      'Ask for a shorter time. DescribeCACertificate shows the end of the CA and the longest time that it grants.',
  },
} as const;
