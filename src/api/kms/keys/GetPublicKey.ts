import { encodePem } from '../../../crypto/pem.js';
import { string } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { keyAndVersion } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { keyOfKind, namedPair, pairErrors, versionOfKind } from './pair-fields.js';

const EXAMPLE_PEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7Ltkb0zMG8hg==
-----END PUBLIC KEY-----
`;

export default kms.operation({
  action: 'GetPublicKey',
  summary: 'Answers the public key of a version of a pair.',
  description: 'With it anybody verifies what AsymmetricSign signed, or encrypts what AsymmetricDecrypt decrypts.',

  ram: keyPermission('GetPublicKey', 'get'),

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.signing-key'),
    KeyVersionId: versionOfKind('kms.signing-key-version'),
    DryRun: dryRun,
  },
  response: {
    ...keyAndVersion,
    PublicKey: string({
      required: true,
      about: 'The public key: SubjectPublicKeyInfo as PEM, ending with a line feed.',
      example: EXAMPLE_PEM,
    }),
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'The public key of a signing key',
      request: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, PublicKey: EXAMPLE_PEM },
    },
  ],
  seeAlso: ['AsymmetricVerify', 'ListKeyVersions'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, DryRun }, call) {
    const { key, version } = await namedPair({ KeyId, KeyVersionId }, call);
    if (!version.publicKeyDer) throw new Error(`the version ${version.id} of a pair has no public key`);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, KeyVersionId: version.id, PublicKey: encodePem('PUBLIC KEY', version.publicKeyDer) };
  },
});
