/**
 * Security tokens of sessions: everything that a session is, sealed. Nothing of a session is stored: every thread, process and replica that has the
 * seal opens its token, also under a key that was replaced since (decision 14, wire/ram-sts.md section 12.4).
 *
 *     token    Base64url without padding, of a sealed value (seal/sealed.ts)
 *     content  the secret of the AccessKey, 44 characters, and the rest as JSON
 */
import { type Seal, SealError } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';

/** A session as its token has it, without its secret. */
export type SessionContent = RoleSessionContent | ConsoleSessionContent;

interface AnySessionContent {
  readonly accessKeyId: string;
  /** In seconds since 1970: the first second in which it has ended. */
  readonly endsAt: number;
}

/** Of who assumed a role. */
export interface RoleSessionContent extends AnySessionContent {
  readonly roleId: string;
  readonly name: string;
  /** The ARN of who assumed the role. */
  readonly assumedBy: string;
  readonly sourceIdentity?: string | undefined;
  /** The document of the session policy, if it has one. */
  readonly policy?: string | undefined;
}

/** Of a user who has signed in with a password. */
export interface ConsoleSessionContent extends AnySessionContent {
  readonly userId: string;
  /** Which login profile it was, and in which state: another one ends the session. */
  readonly profile: string;
  readonly mfaPresent: boolean;
  /** All that the session is good for. */
  readonly mustDo?: MustDo | undefined;
}

/** What a user has to do after signing in, before anything else. */
export type MustDo = 'change-password' | 'bind-mfa-device';

export const SECRET_CHARACTERS = 44;

/** A sealed value is opened only as what it was sealed as. */
const RECORD = 'session-token';

/** @param secret 44 ASCII characters */
export async function writeSessionToken(seal: Seal, content: SessionContent, secret: string): Promise<string> {
  if (secret.length !== SECRET_CHARACTERS) throw new RangeError(`the secret has ${secret.length} characters`);
  const plaintext = Buffer.from(secret + JSON.stringify(content));
  try {
    return (await sealBytes(seal, plaintext, RECORD)).toString('base64url');
  } finally {
    plaintext.fill(0);
  }
}

/** What the token holds, with the secret in a buffer of its own; undefined for a text that no server with this seal has written. */
export async function readSessionToken(
  seal: Seal,
  token: string,
): Promise<{ readonly content: SessionContent; readonly secret: Buffer } | undefined> {
  const sealed = Buffer.from(token, 'base64url');
  // Decoding passes over what is not Base64url, so several texts would be one token.
  if (sealed.toString('base64url') !== token) return undefined;
  let plaintext: Buffer;
  try {
    plaintext = await openBytes(seal, sealed, RECORD);
  } catch (fault) {
    if (fault instanceof SealError) return undefined;
    throw fault;
  }
  const content = JSON.parse(plaintext.toString('utf8', SECRET_CHARACTERS)) as SessionContent;
  const secret = Buffer.from(plaintext.subarray(0, SECRET_CHARACTERS));
  plaintext.fill(0);
  return { content, secret };
}
