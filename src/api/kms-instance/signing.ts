/** What Sign and Verify have in common: the key, the algorithm and what is signed (wire/kms-instance.md section 4.6). */
import { createHash } from 'node:crypto';
import { sm2SignerDigest } from '../../crypto/sm2-signature.js';
import type { Key, KeyVersion } from '../../kms/keys/key.js';
import {
  digestLengths,
  requireSigningKey,
  type SignatureAlgorithmName,
  signatureAlgorithmsOf,
} from '../../kms/keys/signatures.js';
import { binary, type Field, secret, string } from '../../spec/field.js';
import type { CallFacts } from '../../spec/operation.js';
import { Problem } from '../../spec/problem.js';
import { VISIBLE_ASCII } from '../../spec/text-rules.js';
import { chosen } from './encryption-parameters.js';
import {
  EXAMPLE_VERSION_ID,
  keyIdOrNone,
  requestId,
  shown,
  shownAlgorithm,
  signatureAlgorithm,
  version,
  versionUsed,
} from './fields.js';
import { inOrder } from './in-order.js';
import { type NamedKey, namedKey, versionIdOf } from './named-key.js';
import type { KmsInstanceServices } from './services.js';

const RAW = 'RAW';
const DIGEST = 'DIGEST';

export const EXAMPLE_MESSAGE = 'aGVsbG8=';
export const EXAMPLE_SIGNATURE =
  'MEUCIQCu2zDv2PzZZGr9LZD7+zMJh5uYdBmHqBVmPG1XbF4l5gIgK4Jx0H7mZ2tHfWw8rF2cUjcKJHkWYH1Vd3ZP2oW0V3Q=';

const message = (number: number) =>
  secret({
    number,
    format: 'base64',
    about: 'What is signed: the message itself, or its digest, as MessageType says.',
    example: EXAMPLE_MESSAGE,
  });

/** Of clients from before there was a MessageType. */
const oldDigest = (number: number) =>
  binary({
    number,
    maxLength: 88,
    about:
      'A digest, as old clients send it: the same as a Message with MessageType DIGEST. Only where there is no Message.',
    example: 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=',
  });

const messageType = (number: number) =>
  string({
    number,
    maxLength: 64,
    pattern: VISIBLE_ASCII,
    about:
      'RAW (default): the server hashes the message. DIGEST: Message is the digest, 32 octets: of SHA-256, or for SM2DSA SM3(Z_A ‖ message) with the identity 1234567812345678. ML-DSA takes 32 to 64 octets, and signs them as a message.',
    example: RAW,
  });

const shownMessageType = (number: number) => shown(number, 'RAW or DIGEST.', RAW);

/** What Sign takes; Verify the signature besides, before the algorithm. */
export const signingFields = <S extends ((number: number) => Field) | undefined>(Signature: S) =>
  inOrder({
    KeyId: keyIdOrNone,
    Digest: oldDigest,
    Signature,
    Algorithm: signatureAlgorithm,
    Message: message,
    MessageType: messageType,
    KeyVersionId: version,
  });

/** What both answer after the second field, which is the outcome. */
export const signedFields = {
  RequestId: requestId(3),
  Algorithm: shownAlgorithm(4, 'ECDSA_SHA_256'),
  MessageType: shownMessageType(5),
  KeyVersionId: versionUsed,
} as const;

/** The same in an answer. */
export const shownSigning = ({ version: { id: KeyVersionId }, algorithm, messageType: MessageType }: Signing) => ({
  Algorithm: algorithm,
  MessageType,
  KeyVersionId,
});

export const EXAMPLE_SIGNING = {
  Algorithm: 'ECDSA_SHA_256',
  MessageType: RAW,
  KeyVersionId: EXAMPLE_VERSION_ID,
} as const;

interface Given {
  readonly Algorithm?: string | undefined;
  readonly Message?: string | undefined;
  readonly Digest?: string | undefined;
  readonly MessageType?: string | undefined;
}

export interface Signing {
  readonly key: Key;
  readonly version: KeyVersion;
  readonly algorithm: SignatureAlgorithmName;
  readonly digest: Buffer;
  readonly messageType: string;
}

type SigningCall = Pick<CallFacts, 'accountId' | 'instanceId' | 'now'> & Pick<KmsInstanceServices, 'keys'>;

/** Refused as `namedKey`, and with `key-is-for-something-else`; throws `Problem` for what does not go together. */
export async function readSigning(named: NamedKey, given: Given, call: SigningCall): Promise<Signing> {
  const key = await namedKey(named, call);
  requireSigningKey(key);
  const algorithm = chosen(given.Algorithm, signatureAlgorithmsOf(key.spec), key);
  const used = await call.keys.getVersion(key, await versionIdOf(key, named, call));
  const { octets, type } = readMessage(given);
  const digest = type === RAW ? digestOf(octets, algorithm, used) : octets;
  const { minimum, maximum } = digestLengths(algorithm);
  if (digest.length < minimum || digest.length > maximum) {
    const lengths = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
    throw new Problem(['Message'], 'length', `must be ${lengths} octets for ${algorithm} with DIGEST`);
  }
  return { key, version: used, algorithm, digest, messageType: type };
}

function readMessage({ Message, Digest, MessageType }: Given): { readonly octets: Buffer; readonly type: string } {
  if (MessageType !== undefined && MessageType !== RAW && MessageType !== DIGEST) {
    throw new Problem(['MessageType'], 'value', `must be ${RAW} or ${DIGEST}`);
  }
  if (Message !== undefined) return { octets: Buffer.from(Message, 'base64'), type: MessageType ?? RAW };
  if (Digest === undefined) throw new Problem(['Message'], 'missing');
  return { octets: Buffer.from(Digest, 'base64'), type: DIGEST };
}

/** ML-DSA signs the SHA-256 of a message too, so that the two types of message say the same of one. */
function digestOf(octets: Buffer, algorithm: SignatureAlgorithmName, { publicKeyDer }: KeyVersion): Buffer {
  if (algorithm !== 'SM2DSA') return createHash('sha256').update(octets).digest();
  const signer = sm2SignerDigest((publicKeyDer ?? Buffer.alloc(0)).subarray(-64));
  return createHash('sm3').update(signer).update(octets).digest();
}
