/** Random passwords: GetRandomPassword. */
import { randomToken } from '../../crypto/random.js';

export interface PasswordRules {
  readonly length: number;
  /** Characters that it must not have. */
  readonly without: string;
  readonly lowercase: boolean;
  readonly uppercase: boolean;
  readonly digits: boolean;
  readonly punctuation: boolean;
  /** Whether a character of each kind that is left stands in it. */
  readonly eachKind: boolean;
}

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = LOWERCASE.toUpperCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * A password, drawn evenly from all that keep the rules: whole passwords are drawn until one has every kind, so that no place and no
 * kind is likelier than another. With the shortest password and all four kinds every second draw is good.
 * @returns undefined when the rules leave fewer than two characters to draw from
 */
export function randomPassword(rules: PasswordRules): string | undefined {
  const kinds = [
    rules.lowercase ? LOWERCASE : '',
    rules.uppercase ? UPPERCASE : '',
    rules.digits ? DIGITS : '',
    rules.punctuation ? PUNCTUATION : '',
  ]
    .map(kind => [...kind].filter(character => !rules.without.includes(character)).join(''))
    .filter(kind => kind !== '');
  const alphabet = kinds.join('');
  if (alphabet.length < 2) return undefined;
  for (;;) {
    const password = randomToken(rules.length, alphabet);
    if (!rules.eachKind || kinds.every(kind => [...kind].some(character => password.includes(character))))
      return password;
  }
}
