/** Fields of encryption with symmetric keys (wire/kms.md sections 7 and 17). */
import { randomBytes } from '../../../crypto/random.js';
import type { EncryptionContext } from '../../../kms/keys/encryption-context.js';
import { integer, map, oneOf, string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID } from './named-key.js';

const CONTEXT_CHARACTERS = 8192;

export const encryptionContext = map(string({ maxLength: CONTEXT_CHARACTERS, pattern: FREE_TEXT, example: 'db' }), {
  sentAs: 'json',
  about: `Names and texts that belong to the ciphertext without being in it: the same ones are needed to decrypt it. As JSON at most ${CONTEXT_CHARACTERS} characters.`,
});

/** Names the parameter where what it holds is too long. */
export function checkedContext(
  context: EncryptionContext | undefined,
  parameter = 'EncryptionContext',
): EncryptionContext {
  if (context === undefined) return {};
  if (JSON.stringify(context).length > CONTEXT_CHARACTERS) {
    throw new Problem([parameter], 'length', `must be at most ${CONTEXT_CHARACTERS} characters long as JSON`);
  }
  return context;
}

/** Of the version's id, a nonce, a ciphertext of 8 octets, and a tag. */
export const EXAMPLE_BLOB =
  'ODZhOWVmZDktM2QxNi02ODk0LWJkNGYtMWZjNDNmM2YwMDAxaaSl+TztSIMe43nbTH/Z1Wr4XfLftKhAciUmDQXuMRl4WTvK';

/** Longer than what the longest plaintext becomes. */
export const ciphertextBlob = string({
  required: true,
  names: 'kms.ciphertext',
  maxLength: 16_384,
  pattern: /[A-Za-z0-9+/=]+/,
  about: 'The ciphertext, in Base64.',
  example: EXAMPLE_BLOB,
});

/** What it was encrypted with, as answers say it. */
export const keyAndVersion = {
  KeyId: string({ required: true, about: 'The key.', example: EXAMPLE_KEY_ID }),
  KeyVersionId: string({ required: true, about: 'Its version.', example: EXAMPLE_VERSION_ID }),
} as const;

export const shownBlob = string({
  required: true,
  format: 'base64',
  about: 'The ciphertext, in Base64.',
  example: EXAMPLE_BLOB,
});

const LONGEST_DATA_KEY = 1024;
const DATA_KEY_BYTES = { AES_256: 32, AES_128: 16 } as const;
type DataKeySpec = keyof typeof DATA_KEY_BYTES;

export const dataKeyRequest = {
  KeySpec: oneOf(Object.keys(DATA_KEY_BYTES) as [DataKeySpec, DataKeySpec], {
    about: 'AES_256: 32 octets. AES_128: 16. Default: AES_256.',
    example: 'AES_256',
  }),
  NumberOfBytes: integer({
    minimum: 1,
    maximum: LONGEST_DATA_KEY,
    unit: 'bytes',
    about: 'How many octets the data key has; instead of KeySpec.',
    example: 32,
  }),
} as const;

/** A fresh data key as its Base64 text, which is what is encrypted and what is handed out (wire/kms.md section 17.1). */
export function newDataKey(spec: DataKeySpec = 'AES_256', bytes: number = DATA_KEY_BYTES[spec]): string {
  const octets = randomBytes(bytes);
  try {
    return octets.toString('base64');
  } finally {
    octets.fill(0);
  }
}
