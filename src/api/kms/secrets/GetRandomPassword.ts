import { randomPassword } from '../../../kms/secrets/random-password.js';
import { boolean, integer, secret, string } from '../../../spec/field.js';
import { kms } from '../product.js';

const excluded = (what: string) =>
  boolean({ default: false, about: `Whether the password has no ${what}.`, example: false });

export default kms.operation({
  action: 'GetRandomPassword',
  summary: 'Makes a random password. It is kept nowhere.',

  ram: { action: 'kms:GetRandomPassword', access: 'get', resource: '*' },

  request: {
    PasswordLength: integer({
      minimum: 8,
      maximum: 128,
      default: 32,
      unit: 'characters',
      about: 'How long the password is.',
      example: 32,
    }),
    ExcludeCharacters: string({
      maxLength: 128,
      pattern: /[\x21-\x7e]*/,
      about: 'Characters that the password does not have.',
      example: 'ABCabc',
    }),
    ExcludeLowercase: excluded('lower-case letters'),
    ExcludeUppercase: excluded('upper-case letters'),
    ExcludeNumbers: excluded('digits'),
    ExcludePunctuation: excluded('punctuation'),
    RequireEachIncludedType: boolean({
      default: true,
      about: 'Whether at least one character of each kind that is not excluded stands in it.',
      example: true,
    }),
  },
  response: {
    RandomPassword: secret({
      required: true,
      about: 'The password: letters, digits and punctuation of ASCII, no blanks.',
      example: 'IxGn>NMmNB(y?iZ<Yc,_H/{2GC\\"U4rw',
    }),
  },
  errors: {},
  examples: [
    {
      title: 'A password without punctuation',
      request: { PasswordLength: 16, ExcludePunctuation: true },
      response: { RandomPassword: 'k3TzP0aWq8LrX5uD' },
    },
  ],

  async handle(input, { fail }) {
    const password = randomPassword({
      length: input.PasswordLength,
      without: input.ExcludeCharacters ?? '',
      lowercase: !input.ExcludeLowercase,
      uppercase: !input.ExcludeUppercase,
      digits: !input.ExcludeNumbers,
      punctuation: !input.ExcludePunctuation,
      eachKind: input.RequireEachIncludedType,
    });
    if (password === undefined) {
      throw fail('InvalidParameter', { P: 'ExcludeCharacters', Rule: 'must leave characters to draw from' });
    }
    return { RandomPassword: password };
  },
});
