/** Algorithm, initialization vector, additional data and padding, as calls give them, checked against the key (wire/kms-instance.md sections 4.2 and 4.3). */
import { randomBytes } from '../../crypto/random.js';
import {
  ivBytesOf,
  type Parameters,
  pairAlgorithmsOf,
  type SymmetricAlgorithmName,
  symmetricAlgorithmsOf,
  takesAad,
  takesPadding,
} from '../../kms/keys/instance-encryption.js';
import type { Key } from '../../kms/keys/key.js';
import { Problem } from '../../spec/problem.js';

export interface GivenParameters {
  readonly Algorithm?: string | undefined;
  readonly Aad?: string | undefined;
  readonly Iv?: string | undefined;
  readonly PaddingMode?: string | undefined;
}

const NOTHING = Buffer.alloc(0);
export const MOST_AAD_BYTES = 8192;
const PADDINGS = ['PKCS7_PADDING', 'NO_PADDING'];

/** The one that is given, or the first that is possible. Throws `Problem` for another. */
export function chosen<Name extends string>(given: string | undefined, possible: readonly Name[], { spec }: Key): Name {
  const [usual] = possible;
  if (usual === undefined) throw new Error(`a key of the spec ${spec} has no algorithm`);
  const found = given === undefined ? usual : possible.find(name => name === given);
  if (found !== undefined) return found;
  throw new Problem(['Algorithm'], 'value', `must be ${possible.join(' or ')} for a key of the spec ${spec}`);
}

/** What goes with a symmetric encryption. An initialization vector that is not given is random. Throws `Problem`. */
export function forEncryption(
  algorithm: SymmetricAlgorithmName,
  given: GivenParameters,
  plaintext: Buffer,
): Parameters {
  const parameters = read(algorithm, given, () => randomBytes(ivBytesOf(algorithm)));
  if (takesPadding(algorithm) && !parameters.pads && plaintext.length % 16 !== 0) {
    throw new Problem(['Plaintext'], 'length', 'must be whole blocks of 16 octets with NO_PADDING');
  }
  return parameters;
}

/** What goes with a symmetric decryption. Throws `Problem`. */
export const forDecryption = (algorithm: SymmetricAlgorithmName, given: GivenParameters): Parameters =>
  read(algorithm, given, () => {
    throw new Problem(['Iv'], 'missing');
  });

/** Throws `Problem` where something is given that only symmetric keys take. */
export function refuseSymmetricParameters(given: GivenParameters): void {
  for (const name of ['Iv', 'Aad', 'PaddingMode'] as const) {
    if (given[name] !== undefined) throw new Problem([name], 'value', 'is for symmetric keys');
  }
}

/** The padding as answers say it. */
export const shownPaddingOf = (algorithm: SymmetricAlgorithmName, { pads }: Parameters): string | undefined =>
  takesPadding(algorithm) ? PADDINGS[pads ? 0 : 1] : undefined;

export const isSymmetric = ({ spec }: Key): boolean => symmetricAlgorithmsOf(spec).length > 0;
export const symmetricAlgorithm = (given: string | undefined, key: Key): SymmetricAlgorithmName =>
  chosen(given, symmetricAlgorithmsOf(key.spec), key);
export const pairAlgorithm = (given: string | undefined, key: Key): string =>
  chosen(given, pairAlgorithmsOf(key.spec), key);

function read(algorithm: SymmetricAlgorithmName, given: GivenParameters, otherIv: () => Buffer): Parameters {
  const { Iv, Aad, PaddingMode } = given;
  const ivBytes = ivBytesOf(algorithm);
  if (Aad !== undefined && !takesAad(algorithm)) throw new Problem(['Aad'], 'value', `is not for ${algorithm}`);
  if (PaddingMode !== undefined && !takesPadding(algorithm)) {
    throw new Problem(['PaddingMode'], 'value', `is not for ${algorithm}`);
  }
  if (PaddingMode !== undefined && !PADDINGS.includes(PaddingMode)) {
    throw new Problem(['PaddingMode'], 'value', `must be ${PADDINGS.join(' or ')}`);
  }
  const iv = Iv !== undefined ? Buffer.from(Iv, 'base64') : ivBytes === 0 ? NOTHING : otherIv();
  if (iv.length !== ivBytes) throw new Problem(['Iv'], 'length', `must be ${ivBytes} octets for ${algorithm}`);
  const aad = Aad === undefined ? NOTHING : Buffer.from(Aad, 'base64');
  if (aad.length > MOST_AAD_BYTES) throw new Problem(['Aad'], 'length', `must be at most ${MOST_AAD_BYTES} octets`);
  return { iv, aad, pads: PaddingMode !== 'NO_PADDING' };
}
