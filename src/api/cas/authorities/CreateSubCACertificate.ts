import { askedPurpose, purposesToAskFor } from '../../../ca/purposes.js';
import { encodePem } from '../../../crypto/pem.js';
import { boolean, integer, list, oneOf, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { UnknownPurpose } from '../../../x509/extensions/extended-key-usage.js';
import { ALGORITHMS, algorithmOf } from '../algorithm.js';
import { permission, resolveNewBelow } from '../permission.js';
import { cas } from '../product.js';
import { issuerErrors, keyGenerationErrors, nameErrors } from '../shared-errors.js';
import { clientToken, identifier, tagErrors, tagsOf } from '../shared-fields.js';
import { authorityRequestFields, madeAuthorityFields, subjectOf } from './authority-request-fields.js';

export default cas.operation({
  action: 'CreateSubCACertificate',
  summary: 'Creates a sub CA below a root CA or another sub CA.',
  description:
    'The key pair is generated and kept here, sealed. The key must be of the family of the CA above (RSA, ECC or SM2), its size is free. The validity is cut to the end of the CA above. The certificate holds the address of the CRL of the CA above where that publishes one.',

  ram: permission('CreateSubCACertificate', 'create'),

  request: {
    ParentIdentifier: identifier('The CA above: a root CA, or a sub CA that allows CAs below it.', 'cas.root'),
    ...authorityRequestFields,
    Algorithm: oneOf(ALGORITHMS, { required: true, about: 'The key algorithm.', example: 'ECC_256' }),
    PathLenConstraint: integer({
      minimum: 0,
      maximum: 100,
      default: 0,
      about: 'How many CAs may follow below this one. 0: it issues client and server certificates only.',
      example: 0,
    }),
    ExtendedKeyUsages: list(
      string({
        about: `${purposesToAskFor.join(', ')}, or an object identifier.`,
      }),
      {
        maxItems: 64,
        about:
          'Purposes that certificates below this CA may serve, each one that the CA above has. Default: any purpose that the CA above has.',
      },
    ),
    EnableCrl: boolean({ default: false, about: 'Whether this CA publishes a CRL.', example: true }),
    CrlDay: integer({
      minimum: 1,
      maximum: 365,
      unit: 'days',
      about: 'Validity of each CRL. Default: 30.',
      example: 30,
    }),
    CertMaxTime: integer({
      minimum: 0,
      maximum: 36_500,
      unit: 'days',
      about: 'The longest validity of certificates that this CA issues. 0 or absent: up to its own end.',
      example: 397,
    }),
    ClientToken: clientToken.inBody,
  },
  response: madeAuthorityFields,
  errors: {
    ...issuerErrors,
    ...keyGenerationErrors,
    ...tagErrors,
    ...nameErrors,
    'InvalidParameter.PathLenConstraint': {
      status: 400,
      message: 'The CA above allows a PathLenConstraint of at most {Limit}.',
      advice: 'Ask for a smaller PathLenConstraint, or for a CA below one that allows more.',
    },
    'InvalidParameter.ExtendedKeyUsages': {
      status: 400,
      message: 'The specified parameter "ExtendedKeyUsages" is not valid. {Reason}',
      advice: 'Name each usage once, as the description of the parameter writes it.',
    },
  },
  examples: [
    {
      title: 'A sub CA that publishes a CRL',
      request: {
        ParentIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        CommonName: 'Example Sub CA',
        Organization: 'Example Ltd',
        OrganizationUnit: 'Security',
        Locality: 'Hangzhou',
        State: 'Zhejiang',
        CountryCode: 'CN',
        Algorithm: 'ECC_256',
        Years: 5,
        EnableCrl: true,
        CrlDay: 30,
      },
      response: {
        Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
        Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
        CertificateChain:
          '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  idempotencyToken: 'ClientToken',
  requestTags: 'Tags',
  seeAlso: ['CreateRootCACertificate', 'CreateClientCertificate', 'CreateServerCertificate'],
  differences: [
    'No sub CA has to be bought: each counts against CertTotalCount of the CA above, which is 1000000 unless AssignCertificateCount says otherwise.',
    'All seven algorithms are offered; the page of the cloud lists neither ECC_384 nor ECC_512.',
    'Years may be 1 to 100; the cloud asks for 5 to 10.',
    'The extended key usage OCSPSigning is refused.',
    'CountryCode has two letters, as X.509 has it; the cloud accepts three.',
  ],
  resolve: resolveNewBelow,

  async handle(input, { accountId, now, requester, authorities, fail }) {
    if (input.ParentIdentifier === undefined) throw fail('MissingParentIdentifier');
    const asked = {
      parentId: input.ParentIdentifier,
      subject: subjectOf(input),
      algorithm: algorithmOf(input.Algorithm),
      years: input.Years,
      pathLength: input.PathLenConstraint,
      purposes: readPurposes(input.ExtendedKeyUsages ?? [], Reason =>
        fail('InvalidParameter.ExtendedKeyUsages', { Reason }),
      ),
      crlEnabled: input.EnableCrl,
      crlDays: input.CrlDay,
      certificateMaxDays: input.CertMaxTime || undefined,
      resourceGroupId: input.ResourceGroupId,
      tags: tagsOf(input.Tags, fail),
    };
    const { id, certificateDer, chainPem, change } = await authorities.createSub(accountId, asked, now, requester);
    const answer = {
      Identifier: id,
      Certificate: encodePem('CERTIFICATE', certificateDer),
      CertificateChain: chainPem,
    };
    return effect(change, answer);
  },
});

function readPurposes(purposes: readonly string[], refuse: (reason: string) => Error): readonly string[] {
  try {
    return purposes.map(askedPurpose);
  } catch (fault) {
    throw fault instanceof UnknownPurpose ? refuse(fault.message) : fault;
  }
}
