/** The security preference as IMS has it: that of RAM, whether everybody needs an MFA device, and what only the cloud's own console has. */
import type { SecurityPreference } from '../../../identity/account-settings/security-preference.js';
import { boolean, jsonText, list, type ObjectOf, object, oneOf, string } from '../../../spec/field.js';
import {
  exampleSecurityPreference as exampleOfRam,
  loginProfilePreferenceMembers,
  securityPreferenceMembers as membersOfRam,
  securityPreferenceAnswer as ramAnswer,
  securityPreferenceOf as ramPreferenceOf,
  securityPreferenceRequest as requestOfRam,
} from '../../ram/account-settings/security-preference-fields.js';

const { AllowUserToManagePublicKeys: _, ...sharedRequest } = requestOfRam;
const { PublicKeyPreference: __, ...sharedMembers } = membersOfRam;

const texts = {
  mfa: 'mandatory: every user needs an MFA device; independent: those whose login profile says so.',
  passkey: 'Always false: users sign in with passwords.',
  dingTalk: 'Always false: there is no such sign-in here.',
  risk: 'Always autonomous: no sign-in is found to be a risk.',
  types: 'Always empty: MFA devices are virtual ones.',
} as const;

export const securityPreferenceRequest = {
  ...sharedRequest,
  MFAOperationForLogin: oneOf(['mandatory', 'independent'], { about: texts.mfa, example: 'mandatory' }),
  AllowUserToLoginWithPasskey: boolean({ about: texts.passkey, example: false }),
  AllowUserToManagePersonalDingTalk: boolean({ about: texts.dingTalk, example: false }),
  OperationForRiskLogin: oneOf(['autonomous'], { about: texts.risk, example: 'autonomous' }),
  VerificationTypes: jsonText(list(string({ maxLength: 32, pattern: /[a-z_]+/, about: 'A type.' }), { maxItems: 0 }), {
    maxLength: 128,
    about: texts.types,
  }),
} as const;

const required = true;
const part = { required, about: 'A part of the preference.' } as const;

export const securityPreferenceMembers = {
  ...sharedMembers,
  LoginProfilePreference: object(
    {
      ...loginProfilePreferenceMembers,
      MFAOperationForLogin: string({ required, about: texts.mfa, example: 'mandatory' }),
      AllowUserToLoginWithPasskey: boolean({ required, about: texts.passkey, example: false }),
      OperationForRiskLogin: string({ required, about: texts.risk, example: 'autonomous' }),
    },
    part,
  ),
  PersonalInfoPreference: object(
    { AllowUserToManagePersonalDingTalk: boolean({ required, about: texts.dingTalk, example: false }) },
    part,
  ),
  VerificationPreference: object(
    { VerificationTypes: list(string({ about: 'A type.', example: 'sms' }), { required, about: texts.types }) },
    part,
  ),
} as const;

const { PublicKeyPreference: ___, ...sharedExample } = exampleOfRam;

export const exampleSecurityPreference = {
  ...sharedExample,
  LoginProfilePreference: {
    ...exampleOfRam.LoginProfilePreference,
    MFAOperationForLogin: 'mandatory',
    AllowUserToLoginWithPasskey: false,
    OperationForRiskLogin: 'autonomous',
  },
  PersonalInfoPreference: { AllowUserToManagePersonalDingTalk: false },
  VerificationPreference: { VerificationTypes: [] },
} as const;

export function securityPreferenceAnswer(preference: SecurityPreference): ObjectOf<typeof securityPreferenceMembers> {
  const { PublicKeyPreference: _none, LoginProfilePreference, ...shared } = ramAnswer(preference);
  return {
    ...shared,
    LoginProfilePreference: {
      ...LoginProfilePreference,
      MFAOperationForLogin: preference.mfaAtSignIn,
      AllowUserToLoginWithPasskey: false,
      OperationForRiskLogin: 'autonomous',
    },
    PersonalInfoPreference: { AllowUserToManagePersonalDingTalk: false },
    VerificationPreference: { VerificationTypes: [] },
  };
}

export function securityPreferenceOf({
  MFAOperationForLogin: mfaAtSignIn,
  ...shared
}: ObjectOf<typeof securityPreferenceRequest>): Partial<SecurityPreference> {
  return { ...ramPreferenceOf(shared), ...(mfaAtSignIn !== undefined && { mfaAtSignIn }) };
}
