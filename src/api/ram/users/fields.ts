/** Parameters about users, with the limits of wire/ram-sts.md section 10. */
import { string } from '../../../spec/field.js';
import { FREE_TEXT, PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';

const userNameRules = { maxLength: 64, pattern: /[A-Za-z0-9._-]+/ } as const;

const userNameText = {
  required: true,
  ...userNameRules,
  about: 'The name of the user: letters, digits, periods, hyphens and underscores. Found in any case.',
  example: 'alice',
} as const;

export const userName = string({ names: 'ram.user', ...userNameText });

/** Of a user that is made. */
export const freeUserName = string(userNameText);

export const newUserName = string({
  minLength: 1,
  ...userNameRules,
  about: 'The new name: letters, digits, periods, hyphens and underscores.',
  example: 'alice.chen',
});

export const ownUserName = string({
  minLength: 1,
  names: 'ram.user',
  ...userNameRules,
  about: 'The name of the user. Without it, the operation is about its caller: a user, or the account itself.',
  example: 'alice',
});

export const displayName = string({
  maxLength: 128,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'How the user is shown to people. Empty: none.',
  example: 'Alice Chen',
});

export const email = string({
  maxLength: 128,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'An address to reach the user at. Empty: none.',
  example: 'alice@example.com',
});

export const mobilePhone = string({
  maxLength: 32,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'Country code, hyphen, number. Empty: none.',
  example: '86-18600008888',
});

export const comments = string({
  maxLength: 128,
  pattern: FREE_TEXT,
  about: 'A remark about the user. Empty: none.',
  example: 'Cloud computing engineer',
});
