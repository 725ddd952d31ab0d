import { encodePem } from '../../../crypto/pem.js';
import { integer, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { readCsr } from '../issuing/issuing.js';
import { CSR_AS_PEM } from '../issuing/issuing-fields.js';
import { readPeriod, readPurposes, readSubject } from '../issuing/passthrough.js';
import { externalPassthrough, passthroughErrors, validityField } from '../issuing/passthrough-fields.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { csrErrors, issuerErrors, keyGenerationErrors } from '../shared-errors.js';
import { identifier, resourceGroupId, tagErrors, tags, tagsOf } from '../shared-fields.js';
import { madeAuthorityFields } from './authority-request-fields.js';

const { MissingParentIdentifier: _, ...rootErrors } = issuerErrors;

export default cas.operation({
  action: 'CreateExternalCACertificate',
  summary: 'Signs the CSR of a sub CA whose key is elsewhere, below a root CA.',
  description:
    'The key stays where the CSR comes from, so this server neither issues from the new CA nor signs its CRL; DescribeCACertificate and the lists show it with the IssuerType external, and it can be revoked. Subject, path length and purposes are each taken from ApiPassthrough, or from the CSR where that does not say: the subject then octet by octet, as the CA has it already. Name constraints, policy constraints, inhibitAnyPolicy, certificate policies and alternative names of the CSR are kept. The key has to be of the family of the root, and the CSR signed with it.',

  ram: permission('CreateExternalCACertificate', 'create'),

  request: {
    InstanceId: identifier('The root CA: the InstanceId of its instance, or its Identifier.', 'cas.root'),
    Csr: string({
      minLength: 1,
      maxLength: 65_536,
      about: `${CSR_AS_PEM} Key usages that it asks for are those of a CA. Key identifiers, addresses of CRLs and extensions that the description does not name are left out; where one of them is critical the CSR is refused.`,
      example: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
    }),
    Validity: string({ ...validityField, example: '10y' }),
    ApiPassthrough: externalPassthrough,
    CertMaxTime: integer({
      minimum: 0,
      maximum: 36_500,
      unit: 'days',
      about:
        'The longest validity of certificates that the CA shall issue, for people to see: they are not issued here. 0 or absent: none is noted.',
      example: 397,
    }),
    Tags: tags,
    ResourceGroupId: resourceGroupId,
  },
  response: madeAuthorityFields,
  errors: {
    MissingInstanceId: {
      status: 400,
      message: 'InstanceId is mandatory for this action.',
      advice: 'Give the Identifier of a root CA: DescribeCACertificateList lists them.',
    },
    MissingValidity: {
      status: 400,
      message: 'Validity is mandatory for this action.',
      advice: 'Give a length such as `10y`.',
    },
    ...rootErrors,
    ...csrErrors,
    ...passthroughErrors,
    ...tagErrors,
    NotSupportAlgorithm: keyGenerationErrors.NotSupportAlgorithm,
    'OperationDenied.TypeNotSupport': {
      status: 400,
      message: 'An external CA stands below a root CA, and this is none.',
      advice: 'Give the InstanceId or the Identifier of a root CA.',
    },
    'InvalidParameter.PathLenConstraint': {
      status: 400,
      message: 'The CA above allows a PathLenConstraint of at most {Limit}.',
      advice: 'Ask for fewer CAs below this one.',
    },
  },
  examples: [
    {
      title: 'A sub CA in another data centre',
      request: {
        InstanceId: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMIH…\n-----END CERTIFICATE REQUEST-----',
        Validity: '10y',
        ApiPassthrough: {
          Subject: { CommonName: 'Example External CA', Organization: 'Example Ltd', Country: 'CN' },
          Extensions: { PathLenConstraint: 0, ExtendedKeyUsages: ['clientAuth', 'serverAuth'] },
        },
      },
      response: {
        Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
        CertificateChain:
          '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['CreateSubCACertificate', 'DescribeCACertificate', 'UpdateCACertificateStatus'],
  differences: [
    'No instance has to be bought: InstanceId names the root that signs, by its own InstanceId or its Identifier, and every call makes a new CA below it.',
    'Without PathLenConstraint in ApiPassthrough and CSR the path length is 0, as for CreateSubCACertificate.',
    'A CSR that asks for a certificate that is not of a CA is refused, and so is one with a critical extension that the certificate cannot have, by its name.',
    'Name constraints, policy constraints and inhibitAnyPolicy are critical, whatever the CSR says (RFC 5280 sections 4.2.1.10, 4.2.1.11 and 4.2.1.14).',
    'A mail address in the subject is an alternative name as well (RFC 5280 section 4.1.2.6).',
    'The extended key usage OCSPSigning is refused; purposes in the CSR other than serverAuth, clientAuth and emailProtection have to be repeated in ExtendedKeyUsages.',
    'A wrong ApiPassthrough is refused with InvalidParameter.ApiPassthrough; the message names the member.',
  ],
  resolve: async ({ InstanceId = '', ...named }, call) =>
    resolveNewBelow(
      {
        ...named,
        ParentIdentifier: (await call.authorities.findIdOfInstance(call.accountId, InstanceId)) ?? InstanceId,
      },
      call,
    ),

  async handle(input, { accountId, now, authorities, fail }) {
    if (input.InstanceId === undefined) throw fail('MissingInstanceId');
    if (input.Validity === undefined) throw fail('MissingValidity');
    const { Subject, Extensions } = input.ApiPassthrough ?? {};
    const asked = {
      rootOrInstanceId: input.InstanceId,
      csr: readCsr(input.Csr, fail),
      period: readPeriod(input.Validity, fail),
      subject: readSubject(Subject, fail),
      pathLength: Extensions?.PathLenConstraint,
      purposes: readPurposes(Extensions?.ExtendedKeyUsages, fail),
      certificateMaxDays: input.CertMaxTime || undefined,
      resourceGroupId: input.ResourceGroupId,
      tags: tagsOf(input.Tags, fail),
    };
    const { id, certificateDer, chainPem, change } = await authorities.createExternal(accountId, asked, now);
    return effect(change, {
      Identifier: id,
      Certificate: encodePem('CERTIFICATE', certificateDer),
      CertificateChain: chainPem,
    });
  },
});
