import {
  type EncryptionAlgorithmName,
  encryptionAlgorithms,
  encryptionAlgorithmsOf,
  requireEncryptionPair,
} from '../../../kms/keys/public-key-encryption.js';
import { oneOf, string } from '../../../spec/field.js';
import type { CallFacts, Resolution } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import type { KmsServices } from '../services.js';
import { ciphertextInvalid } from './encryption-errors.js';
import {
  checkedContext,
  ciphertextBlob,
  EXAMPLE_BLOB,
  encryptionContext,
  keyAndVersion,
  shownBlob,
} from './encryption-fields.js';
import { actionUnsupported } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, namedKey, resolvedAs } from './named-key.js';
import { namedPair, pairErrors, requireAlgorithm } from './pair-fields.js';
import { decryptCiphertext, resolveCiphertext } from './resolve-ciphertext.js';

const KEY = 'acs:kms:{region}:{account}:key/{KeyId}';
/** What the destination is used for. */
const ENCRYPTS = 'kms:ReEncryptTo';
const DESTINATION = 'acs:kms:{region}:{account}:key/{DestinationKeyId}';

interface Source {
  readonly KeyId: string;
  readonly KeyVersionId: string;
  readonly algorithm: EncryptionAlgorithmName;
}

interface Asked {
  readonly CiphertextBlob: string;
  readonly DestinationKeyId: string;
  readonly SourceKeyId?: string | undefined;
  readonly SourceKeyVersionId?: string | undefined;
  readonly SourceEncryptionAlgorithm?: EncryptionAlgorithmName | undefined;
}

export default kms.operation({
  action: 'ReEncrypt',
  summary:
    'Decrypts a ciphertext and encrypts what was in it with another key, or with the newest version of the same.',
  description: `
    What was in it is not answered. For a ciphertext of a pair also send SourceKeyId, SourceKeyVersionId and SourceEncryptionAlgorithm. The caller needs \`kms:ReEncryptFrom\` for the key that decrypts and \`kms:ReEncryptTo\` for the key that encrypts.`,

  ram: { action: 'kms:ReEncryptFrom', access: 'get', resource: KEY, dependentActions: [ENCRYPTS] },
  qps: 750,

  crossAccount: true,

  request: {
    CiphertextBlob: ciphertextBlob,
    DestinationKeyId: keyIdOrAlias,
    SourceKeyId: string({
      minLength: 1,
      names: 'kms.encryption-pair',
      maxLength: 512,
      pattern: VISIBLE_ASCII,
      about: 'The pair that the ciphertext was encrypted for; not for a ciphertext of a symmetric key, which names it.',
      example: EXAMPLE_KEY_ID,
    }),
    SourceKeyVersionId: string({
      minLength: 1,
      names: 'kms.encryption-pair-version',
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about: 'Its version.',
      example: EXAMPLE_VERSION_ID,
    }),
    SourceEncryptionAlgorithm: oneOf(encryptionAlgorithms, {
      about: 'What it was encrypted with.',
      example: 'RSAES_OAEP_SHA_256',
    }),
    SourceEncryptionContext: encryptionContext,
    DestinationEncryptionContext: encryptionContext,
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, CiphertextBlob: shownBlob },
  errors: { ...pairErrors, ...actionUnsupported, ...ciphertextInvalid },
  examples: [
    {
      title: 'With another key',
      request: { CiphertextBlob: EXAMPLE_BLOB, DestinationKeyId: EXAMPLE_KEY_ID },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, CiphertextBlob: EXAMPLE_BLOB },
    },
  ],
  seeAlso: ['Encrypt', 'Decrypt'],
  differences: [
    'What a pair encrypted is encrypted as its Base64 text, so that Decrypt answers what AsymmetricDecrypt would.',
  ],
  resolve: resolveBoth,

  async handle(input, call) {
    const source = sourcePair(input);
    const [from, to] = [
      checkedContext(input.SourceEncryptionContext, 'SourceEncryptionContext'),
      checkedContext(input.DestinationEncryptionContext, 'DestinationEncryptionContext'),
    ];
    const destination = await namedKey('work', input.DestinationKeyId, call, ENCRYPTS);
    const blob = Buffer.from(input.CiphertextBlob, 'base64');
    const { keyId, versionId, plaintext } = source
      ? await decryptWithPair(source, blob, call)
      : await decryptCiphertext(blob, from, call);
    try {
      const encrypted = await call.encryption.encrypt(destination, plaintext, to);
      if (isDryRun(input.DryRun)) throw call.fail('DryRunOperationError');
      return { KeyId: keyId, KeyVersionId: versionId, CiphertextBlob: encrypted.blob.toString('base64') };
    } finally {
      plaintext.fill(0);
    }
  },
});

/** Undefined where the ciphertext is of a symmetric key. Names what is missing of the three parameters, and one that has no use. */
function sourcePair(input: Asked & { readonly SourceEncryptionContext?: object | undefined }): Source | undefined {
  const { SourceKeyId, SourceKeyVersionId, SourceEncryptionAlgorithm } = input;
  const given = { SourceKeyId, SourceKeyVersionId, SourceEncryptionAlgorithm };
  if (Object.values(given).every(it => it === undefined)) return undefined;
  for (const [name, value] of Object.entries(given)) if (value === undefined) throw new Problem([name], 'missing');
  if (input.SourceEncryptionContext !== undefined && Object.keys(input.SourceEncryptionContext).length > 0) {
    throw new Problem(['SourceEncryptionContext'], 'value', 'must be left out with a ciphertext of a pair');
  }
  return {
    KeyId: SourceKeyId as string,
    KeyVersionId: SourceKeyVersionId as string,
    algorithm: SourceEncryptionAlgorithm as EncryptionAlgorithmName,
  };
}

async function decryptWithPair(
  { algorithm, ...named }: Source,
  blob: Buffer,
  call: CallFacts & KmsServices,
): Promise<{ readonly keyId: string; readonly versionId: string; readonly plaintext: Buffer }> {
  const { key, version } = await namedPair(named, call, requireEncryptionPair);
  requireAlgorithm(algorithm, encryptionAlgorithmsOf(key.spec), key, 'SourceEncryptionAlgorithm');
  const octets = await call.pairDecryption.decrypt(key, version, algorithm, blob, call.requester);
  try {
    return { keyId: key.id, versionId: version.id, plaintext: Buffer.from(octets.toString('base64')) };
  } finally {
    octets.fill(0);
  }
}

async function resolveBoth(input: Asked, call: CallFacts & KmsServices): Promise<Resolution> {
  const source =
    input.SourceKeyId === undefined ? resolveCiphertext(input, call) : resolvedAs('KeyId', input.SourceKeyId, call);
  const destination = await resolvedAs('DestinationKeyId', input.DestinationKeyId, call, ENCRYPTS);
  return [await source, { ...destination, dependent: { action: ENCRYPTS, resource: DESTINATION } }];
}
