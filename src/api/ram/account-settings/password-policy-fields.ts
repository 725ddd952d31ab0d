/** The password policy as RAM has it. */
import { mostReusePrevention, type PasswordPolicy } from '../../../identity/account-settings/password-policy.js';
import { boolean, integer, type ObjectOf } from '../../../spec/field.js';

/** The shortest password that a policy may allow, and the longest that it may ask for. */
export const passwordLengths = { minimum: 8, maximum: 32 } as const;

export const passwordPolicyRequest = {
  MinimumPasswordLength: integer({
    about: `How long a password is at least: ${passwordLengths.minimum} to ${passwordLengths.maximum}.`,
    unit: 'characters',
    example: 12,
  }),
  RequireLowercaseCharacters: boolean({ about: 'Whether it has a lower-case letter.', example: true }),
  RequireUppercaseCharacters: boolean({ about: 'Whether it has an upper-case letter.', example: true }),
  RequireNumbers: boolean({ about: 'Whether it has a digit.', example: true }),
  RequireSymbols: boolean({ about: 'Whether it has a character that is neither letter nor digit.', example: true }),
  HardExpiry: boolean({
    about: 'Whether a user whose password is too old cannot sign in to change it, and needs the administrator.',
    example: false,
  }),
  MaxPasswordAge: integer({
    minimum: 0,
    maximum: 1095,
    about: 'For how long a password is good; 0: for ever.',
    unit: 'days',
    example: 90,
  }),
  PasswordReusePrevention: integer({
    minimum: 0,
    maximum: mostReusePrevention,
    about: 'How many of the last passwords, the present one among them, a user cannot choose again; 0: all can be.',
    unit: 'passwords',
    example: 3,
  }),
  MaxLoginAttemps: integer({
    minimum: 0,
    maximum: 32,
    about: 'Wrong passwords within an hour after which a user cannot sign in for the rest of it; 0: any number.',
    unit: 'attempts',
    example: 5,
  }),
} as const;

const required = true;

export const passwordPolicyMembers = {
  MinimumPasswordLength: integer({
    required,
    about: 'How long a password is at least.',
    unit: 'characters',
    example: 12,
  }),
  RequireLowercaseCharacters: boolean({ required, about: 'Whether it has a lower-case letter.', example: true }),
  RequireUppercaseCharacters: boolean({ required, about: 'Whether it has an upper-case letter.', example: true }),
  RequireNumbers: boolean({ required, about: 'Whether it has a digit.', example: true }),
  RequireSymbols: boolean({ required, about: 'Whether it has another character.', example: true }),
  HardExpiry: boolean({ required, about: 'Whether nobody signs in with one that is too old.', example: false }),
  MaxPasswordAge: integer({ required, about: 'For how long it is good; 0: for ever.', unit: 'days', example: 90 }),
  PasswordReusePrevention: integer({
    required,
    about: 'How many of the last cannot be chosen.',
    unit: 'passwords',
    example: 3,
  }),
  MaxLoginAttemps: integer({
    required,
    about: 'Wrong passwords an hour; 0: any number.',
    unit: 'attempts',
    example: 5,
  }),
} as const;

export const examplePasswordPolicy = {
  MinimumPasswordLength: 12,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  HardExpiry: false,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 3,
  MaxLoginAttemps: 5,
} as const;

export function passwordPolicyAnswer(policy: PasswordPolicy): ObjectOf<typeof passwordPolicyMembers> {
  return {
    MinimumPasswordLength: policy.minimumLength,
    RequireLowercaseCharacters: policy.requireLowercase,
    RequireUppercaseCharacters: policy.requireUppercase,
    RequireNumbers: policy.requireNumbers,
    RequireSymbols: policy.requireSymbols,
    HardExpiry: policy.hardExpiry,
    MaxPasswordAge: policy.maxAgeDays,
    PasswordReusePrevention: policy.reusePrevention,
    MaxLoginAttemps: policy.maxAttempts,
  };
}

export function passwordPolicyOf(input: ObjectOf<typeof passwordPolicyRequest>): Partial<PasswordPolicy> {
  return Object.fromEntries(
    Object.entries({
      minimumLength: input.MinimumPasswordLength,
      requireLowercase: input.RequireLowercaseCharacters,
      requireUppercase: input.RequireUppercaseCharacters,
      requireNumbers: input.RequireNumbers,
      requireSymbols: input.RequireSymbols,
      hardExpiry: input.HardExpiry,
      maxAgeDays: input.MaxPasswordAge,
      reusePrevention: input.PasswordReusePrevention,
      maxAttempts: input.MaxLoginAttemps,
    }).filter(([, value]) => value !== undefined),
  );
}

export const isPasswordLength = (length: number): boolean =>
  length >= passwordLengths.minimum && length <= passwordLengths.maximum;
