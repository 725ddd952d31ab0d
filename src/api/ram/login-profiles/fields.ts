/** Parameters about login profiles, and profiles as RAM answers them. */
import type { LoginProfile } from '../../../identity/login-profiles/login-profile.js';
import type { User } from '../../../identity/users/user.js';
import { boolean, secret, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { userName } from '../users/fields.js';

/** More than anybody types, and little enough to hash. */
export const MAX_PASSWORD_LENGTH = 128;

/** A user that has a login profile. */
export const signingInUserName = string({
  required: true,
  names: 'ram.user-with-login-profile',
  maxLength: 64,
  pattern: /[A-Za-z0-9._-]+/,
  about: userName.about ?? '',
  example: 'alice',
});

export const passwordResetRequired = boolean({
  about: 'Whether the user has to choose another password when it signs in next.',
  example: true,
});

export const mfaBindRequired = boolean({
  about: 'Whether the user has to bind an MFA device when it signs in next without one.',
  example: false,
});

export const loginProfileMembers = {
  UserName: string({ required: true, about: 'The name of the user.', example: 'alice' }),
  PasswordResetRequired: boolean({
    required: true,
    about: 'Whether the next sign-in changes the password.',
    example: true,
  }),
  MFABindRequired: boolean({ required: true, about: 'Whether the user needs an MFA device.', example: false }),
  CreateDate: string({ required: true, about: 'When the profile was made.', example: '2026-01-23T12:33:18Z' }),
} as const;

export const examplePassword = 'Wan7-a-long-0ne';

export function password(about: string, required: true) {
  return secret({ required, minLength: 1, maxLength: MAX_PASSWORD_LENGTH, about, example: examplePassword });
}

export const optionalPassword = secret({
  minLength: 1,
  maxLength: MAX_PASSWORD_LENGTH,
  about: 'The new password. Left out: the password stays.',
  example: examplePassword,
});

export function loginProfileAnswer(user: User, profile: LoginProfile) {
  return {
    UserName: user.name,
    PasswordResetRequired: profile.resetRequired,
    MFABindRequired: profile.mfaRequired,
    CreateDate: utcTime(profile.createdAt),
  };
}

export const exampleLoginProfile = {
  UserName: 'alice',
  PasswordResetRequired: true,
  MFABindRequired: false,
  CreateDate: '2026-01-23T12:33:18Z',
} as const;
