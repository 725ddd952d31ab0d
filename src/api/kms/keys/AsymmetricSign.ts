import { requireSigningKey, signatureAlgorithmsOf } from '../../../kms/keys/signatures.js';
import { string } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { keyAndVersion } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { keyOfKind, namedPair, pairErrors, requireAlgorithm, versionOfKind } from './pair-fields.js';
import { digest, EXAMPLE_DIGEST, EXAMPLE_SIGNATURE, readDigest, signatureAlgorithm } from './signature-fields.js';

export default kms.operation({
  action: 'AsymmetricSign',
  summary: 'Signs a digest with the private key of a pair.',
  description: 'You make the digest yourself, so the message stays with you and may be of any length.',

  ram: keyPermission('AsymmetricSign', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.signing-key'),
    KeyVersionId: versionOfKind('kms.signing-key-version'),
    Algorithm: signatureAlgorithm,
    Digest: digest,
    DryRun: dryRun,
  },
  response: {
    ...keyAndVersion,
    Value: string({
      format: 'base64',
      required: true,
      about: 'The signature in Base64: DER with r and s of ECDSA and SM2, the octets of RSA and ML-DSA.',
      example: EXAMPLE_SIGNATURE,
    }),
  },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'A digest, with a key on P-256',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        Algorithm: 'ECDSA_SHA_256',
        Digest: EXAMPLE_DIGEST,
      },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, Value: EXAMPLE_SIGNATURE },
    },
  ],
  seeAlso: ['AsymmetricVerify', 'GetPublicKey'],
  differences: ['ML_DSA_44, ML_DSA_65 and ML_DSA_87 sign the digest as a message (pure ML-DSA, no context).'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Algorithm, Digest, DryRun }, call) {
    const { key, version } = await namedPair({ KeyId, KeyVersionId }, call, requireSigningKey);
    requireAlgorithm(Algorithm, signatureAlgorithmsOf(key.spec), key);
    const octets = readDigest(Digest, Algorithm);
    const value = await call.signatures.sign(key, version, Algorithm, octets, call.requester);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, KeyVersionId: version.id, Value: value.toString('base64') };
  },
});
