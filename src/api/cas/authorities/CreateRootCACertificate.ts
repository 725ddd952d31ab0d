import { encodePem } from '../../../crypto/pem.js';
import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { ALGORITHMS, algorithmOf } from '../algorithm.js';
import { permission, resolveNew } from '../permission.js';
import { cas } from '../product.js';
import { keyGenerationErrors } from '../shared-errors.js';
import { clientToken, tagErrors, tagsOf } from '../shared-fields.js';
import { authorityRequestFields, madeAuthorityFields, subjectOf } from './authority-request-fields.js';

export default cas.operation({
  action: 'CreateRootCACertificate',
  summary: 'Creates a root CA with a key of its own.',
  description:
    'The key pair is generated and kept here, sealed; the certificate is signed with SHA-256 or, for SM2, SM3. A root CA issues sub CAs only.',

  ram: permission('CreateRootCACertificate', 'create'),

  request: {
    ...authorityRequestFields,
    Algorithm: oneOf(ALGORITHMS, { default: 'RSA_2048', about: 'The key algorithm.', example: 'ECC_256' }),
    ClientToken: clientToken.inQuery,
  },
  response: madeAuthorityFields,
  errors: { ...keyGenerationErrors, ...tagErrors },
  examples: [
    {
      title: 'A root CA for ten years',
      request: {
        CommonName: 'Example Root CA',
        Organization: 'Example Ltd',
        OrganizationUnit: 'Security',
        Locality: 'Hangzhou',
        State: 'Zhejiang',
        CountryCode: 'CN',
        Algorithm: 'ECC_256',
        Years: 10,
      },
      response: {
        Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
        Certificate: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
        CertificateChain: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
      },
    },
  ],
  idempotencyToken: 'ClientToken',
  requestTags: 'Tags',
  seeAlso: ['CreateSubCACertificate', 'DescribeCACertificate'],
  differences: [
    'No instance has to be bought first: each root CA comes with one of its own.',
    'Without Algorithm the key is RSA_2048; on the cloud the bought instance decides.',
    'Years may be 1 to 100; the cloud asks for 5 to 10.',
  ],
  resolve: resolveNew,

  async handle(input, { accountId, now, requester, authorities, fail }) {
    const asked = {
      subject: subjectOf(input),
      algorithm: algorithmOf(input.Algorithm),
      years: input.Years,
      resourceGroupId: input.ResourceGroupId,
      tags: tagsOf(input.Tags, fail),
    };
    const { id, certificateDer, chainPem, change } = await authorities.createRoot(accountId, asked, now, requester);
    const answer = {
      Identifier: id,
      Certificate: encodePem('CERTIFICATE', certificateDer),
      CertificateChain: chainPem,
    };
    return effect(change, answer);
  },
});
