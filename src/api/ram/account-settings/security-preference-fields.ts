/** The security preference as RAM has it. */
import { mostNetworkMasks, type SecurityPreference } from '../../../identity/account-settings/security-preference.js';
import { boolean, integer, type ObjectOf, object, string } from '../../../spec/field.js';

/** Addresses, blocks and what separates them. */
export const MASKS = /[0-9A-Fa-f:./; ]*/;

const texts = {
  changePassword: 'Whether users may change their passwords with ChangePassword without a policy.',
  accessKeys: 'Whether users may make, list, disable and delete their own AccessKeys without a policy.',
  mfaDevices: 'Whether users may bind and unbind their own MFA device without a policy.',
  publicKeys: 'Always false: users have no public keys here.',
  ticket: 'Whether a browser that has given a code is not asked for another for a week.',
  masks: `From where users sign in: up to ${mostNetworkMasks} addresses and blocks, separated by semicolons. Empty: from anywhere.`,
  hours: 'For how long a sign-in is good.',
} as const;

export const securityPreferenceRequest = {
  AllowUserToChangePassword: boolean({ about: texts.changePassword, example: true }),
  AllowUserToManageAccessKeys: boolean({ about: texts.accessKeys, example: false }),
  AllowUserToManageMFADevices: boolean({ about: texts.mfaDevices, example: true }),
  AllowUserToManagePublicKeys: boolean({ about: texts.publicKeys, example: false }),
  EnableSaveMFATicket: boolean({ about: texts.ticket, example: false }),
  LoginNetworkMasks: string({ maxLength: 1024, pattern: MASKS, about: texts.masks, example: '10.0.0.0/8' }),
  LoginSessionDuration: integer({ minimum: 1, maximum: 24, about: texts.hours, unit: 'hours', example: 6 }),
} as const;

const required = true;
const part = { required, about: 'A part of the preference.' } as const;

export const loginProfilePreferenceMembers = {
  AllowUserToChangePassword: boolean({ required, about: texts.changePassword, example: true }),
  EnableSaveMFATicket: boolean({ required, about: texts.ticket, example: false }),
  LoginNetworkMasks: string({ required, about: texts.masks, example: '10.0.0.0/8' }),
  LoginSessionDuration: integer({ required, about: texts.hours, unit: 'hours', example: 6 }),
} as const;

export const securityPreferenceMembers = {
  LoginProfilePreference: object(loginProfilePreferenceMembers, part),
  AccessKeyPreference: object(
    { AllowUserToManageAccessKeys: boolean({ required, about: texts.accessKeys, example: false }) },
    part,
  ),
  MFAPreference: object(
    { AllowUserToManageMFADevices: boolean({ required, about: texts.mfaDevices, example: true }) },
    part,
  ),
  PublicKeyPreference: object(
    { AllowUserToManagePublicKeys: boolean({ required, about: texts.publicKeys, example: false }) },
    part,
  ),
} as const;

export const exampleSecurityPreference = {
  LoginProfilePreference: {
    AllowUserToChangePassword: true,
    EnableSaveMFATicket: false,
    LoginNetworkMasks: '10.0.0.0/8',
    LoginSessionDuration: 6,
  },
  AccessKeyPreference: { AllowUserToManageAccessKeys: false },
  MFAPreference: { AllowUserToManageMFADevices: true },
  PublicKeyPreference: { AllowUserToManagePublicKeys: false },
} as const;

export function securityPreferenceAnswer(preference: SecurityPreference): ObjectOf<typeof securityPreferenceMembers> {
  return {
    LoginProfilePreference: {
      AllowUserToChangePassword: preference.usersChangePassword,
      EnableSaveMFATicket: preference.mfaIsRemembered,
      LoginNetworkMasks: preference.networkMasks,
      LoginSessionDuration: preference.sessionHours,
    },
    AccessKeyPreference: { AllowUserToManageAccessKeys: preference.usersManageAccessKeys },
    MFAPreference: { AllowUserToManageMFADevices: preference.usersManageMfaDevices },
    PublicKeyPreference: { AllowUserToManagePublicKeys: false },
  };
}

export function securityPreferenceOf(input: ObjectOf<typeof securityPreferenceRequest>): Partial<SecurityPreference> {
  return Object.fromEntries(
    Object.entries({
      usersChangePassword: input.AllowUserToChangePassword,
      usersManageAccessKeys: input.AllowUserToManageAccessKeys,
      usersManageMfaDevices: input.AllowUserToManageMFADevices,
      mfaIsRemembered: input.EnableSaveMFATicket,
      networkMasks: input.LoginNetworkMasks,
      sessionHours: input.LoginSessionDuration,
    }).filter(([, value]) => value !== undefined),
  );
}
