/** The random parts of identities, in the shapes that clients know: wire/ram-sts.md section 1. */
import { randomIdentifier, randomToken } from '../crypto/random.js';
import { SESSION_KEY_PREFIX } from '../domain/access-key-ids.js';
import { SECRET_CHARACTERS } from './sessions/session-token.js';

/** Where new identifiers and secrets come from; a test may give predictable ones. */
export interface Identifiers {
  /** 16 digits. */
  accountId(): string;
  /** 18 digits. */
  userId(): string;
  /** 18 digits. */
  roleId(): string;
  /** `g-` and 16 letters and digits. */
  groupId(): string;
  /** `LTAI` and 20 letters and digits. */
  accessKeyId(): string;
  /** 30 letters and digits, 178 bits. */
  accessKeySecret(): string;
  /** `STS.` and 24 letters and digits. */
  sessionKeyId(): string;
  /** 44 letters and digits, 261 bits. */
  sessionKeySecret(): string;
  /** Of one custom policy for as long as it exists; a later policy of the same name has another. */
  policyId(now: Date): string;
}

const DIGITS = '0123456789';
const LETTERS_AND_DIGITS = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${DIGITS}`;

export const randomIdentifiers: Identifiers = {
  accountId: () => number(16),
  userId: () => number(18),
  roleId: () => number(18),
  groupId: () => `g-${randomToken(16, LETTERS_AND_DIGITS)}`,
  accessKeyId: () => `LTAI${randomToken(20, LETTERS_AND_DIGITS)}`,
  accessKeySecret: () => randomToken(30, LETTERS_AND_DIGITS),
  sessionKeyId: () => SESSION_KEY_PREFIX + randomToken(24, LETTERS_AND_DIGITS),
  sessionKeySecret: () => randomToken(SECRET_CHARACTERS, LETTERS_AND_DIGITS),
  policyId: now => randomIdentifier(now.getTime()),
};

/** No leading zero, so that what takes the text for a number keeps its length. */
function number(digits: number): string {
  return randomToken(1, DIGITS.slice(1)) + randomToken(digits - 1, DIGITS);
}
