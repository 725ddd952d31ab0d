import { requireSigningKey, signatureAlgorithmsOf } from '../../../kms/keys/signatures.js';
import { binary, boolean } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { keyAndVersion } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { keyOfKind, namedPair, pairErrors, requireAlgorithm, versionOfKind } from './pair-fields.js';
import { digest, EXAMPLE_DIGEST, EXAMPLE_SIGNATURE, readDigest, signatureAlgorithm } from './signature-fields.js';

export default kms.operation({
  action: 'AsymmetricVerify',
  summary: 'Says whether a signature is of a pair, over a digest.',
  description: 'A wrong signature is no error: `Value` is false then.',

  ram: keyPermission('AsymmetricVerify', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.signing-key'),
    KeyVersionId: versionOfKind('kms.signing-key-version'),
    Algorithm: signatureAlgorithm,
    Digest: digest,
    Value: binary({
      required: true,
      maxLength: 8192,
      about: 'The signature, in Base64.',
      example: EXAMPLE_SIGNATURE,
    }),
    DryRun: dryRun,
  },
  response: {
    ...keyAndVersion,
    Value: boolean({ required: true, about: 'Whether the signature is right.', example: true }),
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'What AsymmetricSign answered',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        Algorithm: 'ECDSA_SHA_256',
        Digest: EXAMPLE_DIGEST,
        Value: EXAMPLE_SIGNATURE,
      },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, Value: true },
    },
  ],
  seeAlso: ['AsymmetricSign', 'GetPublicKey'],
  differences: ['RSA_PSS_SHA_256 wants a salt of 32 octets, as AsymmetricSign makes it.'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Algorithm, Digest, Value, DryRun }, call) {
    const { key, version } = await namedPair({ KeyId, KeyVersionId }, call, requireSigningKey);
    requireAlgorithm(Algorithm, signatureAlgorithmsOf(key.spec), key);
    const octets = readDigest(Digest, Algorithm);
    const isRight = call.signatures.verify(key, version, Algorithm, octets, Buffer.from(Value, 'base64'));
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, KeyVersionId: version.id, Value: isRight };
  },
});
