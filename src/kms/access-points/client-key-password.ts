/** The passwords that protect the files of client keys (wire/kms.md section 5.1). */
import { randomPassword } from '../secrets/random-password.js';

export const PASSWORD_CHARACTERS = /[0-9A-Za-z~!@#$%^&*?_-]+/;
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 64;

/** Whether it has two of digits, letters and special characters. */
export function mixesKinds(password: string): boolean {
  return [/[0-9]/, /[A-Za-z]/, /[^0-9A-Za-z]/].filter(kind => kind.test(password)).length >= 2;
}

/** Whether a client key can be made with it. */
export function isClientKeyPassword(password: string): boolean {
  const { length } = password;
  const whole = new RegExp(`^(?:${PASSWORD_CHARACTERS.source})$`);
  return length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD && whole.test(password) && mixesKinds(password);
}

/** One that nobody can guess. */
export function randomClientKeyPassword(): string {
  const kinds = { lowercase: true, uppercase: true, digits: true, punctuation: false };
  const password = randomPassword({ ...kinds, length: 32, without: '', eachKind: true });
  if (password === undefined) throw new Error('there are letters and digits to draw from');
  return password;
}
