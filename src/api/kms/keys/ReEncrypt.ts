import { oneOf, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { dryRun, dryRunErrors, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { ciphertextInvalid } from './encryption-errors.js';
import {
  checkedContext,
  ciphertextBlob,
  EXAMPLE_BLOB,
  encryptionContext,
  keyAndVersion,
  shownBlob,
} from './encryption-fields.js';
import { actionUnsupported, aliasNotFound, keyNotFound, whileEnabledErrors } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolvedAs } from './named-key.js';
import { resolveCiphertext } from './resolve-ciphertext.js';

const ofPairs = (what: string, example: string) =>
  string({
    minLength: 1,
    maxLength: 512,
    pattern: VISIBLE_ASCII,
    about: `${what} Leave it out: ciphertexts of pairs are not taken here.`,
    example,
  });

const RE_ENCRYPT_TO = 'kms:ReEncryptTo';

export default kms.operation({
  action: 'ReEncrypt',
  summary:
    'Decrypts a ciphertext and encrypts it again, with another key, another context, or the newest version of its key.',
  description:
    'What was encrypted does not leave the server. The answer names the key and the version that decrypted it.',

  ram: { ...keyPermission('ReEncryptFrom', 'get'), dependentActions: [RE_ENCRYPT_TO] },
  qps: 750,

  request: {
    CiphertextBlob: ciphertextBlob,
    DestinationKeyId: keyIdOrAlias,
    SourceEncryptionContext: encryptionContext,
    DestinationEncryptionContext: encryptionContext,
    SourceKeyId: ofPairs('The pair that decrypts.', EXAMPLE_KEY_ID),
    SourceKeyVersionId: ofPairs('Its version.', EXAMPLE_VERSION_ID),
    SourceEncryptionAlgorithm: oneOf(['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1', 'SM2PKE'], {
      about: 'How the pair decrypts. Leave it out: ciphertexts of pairs are not taken here.',
      example: 'RSAES_OAEP_SHA_256',
    }),
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, CiphertextBlob: shownBlob },
  errors: {
    ...keyNotFound,
    ...aliasNotFound,
    ...whileEnabledErrors,
    ...actionUnsupported,
    ...ciphertextInvalid,
    ...dryRunErrors,
  },
  examples: [
    {
      title: 'With the newest version of a key',
      request: { CiphertextBlob: EXAMPLE_BLOB, DestinationKeyId: EXAMPLE_KEY_ID },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, CiphertextBlob: EXAMPLE_BLOB },
    },
  ],
  seeAlso: ['Encrypt', 'Decrypt'],
  differences: [
    'Ciphertexts of pairs (SourceKeyId, SourceKeyVersionId, SourceEncryptionAlgorithm) are refused with UnsupportedOperation.',
  ],

  async resolve(input, call) {
    const resource = 'acs:kms:{region}:{account}:key/{DestinationKeyId}';
    return [
      await resolveCiphertext(input, call),
      {
        dependent: { action: RE_ENCRYPT_TO, resource },
        ...(await resolvedAs('DestinationKeyId', input.DestinationKeyId, call)),
      },
    ];
  },

  async handle(input, call) {
    const { accountId, now, encryption, fail } = call;
    const ofPair = [input.SourceKeyId, input.SourceKeyVersionId, input.SourceEncryptionAlgorithm];
    if (ofPair.some(it => it !== undefined)) throw fail('UnsupportedOperation');
    const from = checkedContext(input.SourceEncryptionContext, 'SourceEncryptionContext');
    const to = checkedContext(input.DestinationEncryptionContext, 'DestinationEncryptionContext');
    const source = Buffer.from(input.CiphertextBlob, 'base64');
    const { keyId, versionId, plaintext } = await encryption.decrypt(accountId, source, from, now);
    try {
      const destination = await namedKey('work', input.DestinationKeyId, call);
      const { blob } = await encryption.encrypt(destination, plaintext, to);
      if (isDryRun(input.DryRun)) throw fail('DryRunOperationError');
      return { KeyId: keyId, KeyVersionId: versionId, CiphertextBlob: blob.toString('base64') };
    } finally {
      plaintext.fill(0);
    }
  },
});
