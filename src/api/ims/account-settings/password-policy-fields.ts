/** The password policy as IMS has it: that of RAM with another word for one member, and two members more. */
import type { PasswordPolicy } from '../../../identity/account-settings/password-policy.js';
import { boolean, integer, type ObjectOf } from '../../../spec/field.js';
import {
  examplePasswordPolicy as exampleOfRam,
  passwordPolicyMembers as membersOfRam,
  passwordPolicyAnswer as ramAnswer,
  passwordPolicyOf as ramPolicyOf,
  passwordPolicyRequest as requestOfRam,
} from '../../ram/account-settings/password-policy-fields.js';

const { HardExpiry: hardExpiry, ...sharedRequest } = requestOfRam;
const { HardExpiry: shownHardExpiry, ...sharedMembers } = membersOfRam;

const texts = {
  different: 'How many different characters a password has at least; 0: any number.',
  userName: 'Whether a password may not have the name of its user in it.',
} as const;

export const passwordPolicyRequest = {
  ...sharedRequest,
  HardExpire: hardExpiry,
  MinimumPasswordDifferentCharacter: integer({
    minimum: 0,
    maximum: 8,
    about: texts.different,
    unit: 'characters',
    example: 0,
  }),
  PasswordNotContainUserName: boolean({ about: texts.userName, example: false }),
} as const;

export const passwordPolicyMembers = {
  ...sharedMembers,
  HardExpire: shownHardExpiry,
  MinimumPasswordDifferentCharacter: integer({
    required: true,
    about: texts.different,
    unit: 'characters',
    example: 0,
  }),
  PasswordNotContainUserName: boolean({ required: true, about: texts.userName, example: false }),
} as const;

const { HardExpiry: _, ...sharedExample } = exampleOfRam;

export const examplePasswordPolicy = {
  ...sharedExample,
  HardExpire: false,
  MinimumPasswordDifferentCharacter: 0,
  PasswordNotContainUserName: false,
} as const;

export function passwordPolicyAnswer(policy: PasswordPolicy): ObjectOf<typeof passwordPolicyMembers> {
  const { HardExpiry: HardExpire, ...shared } = ramAnswer(policy);
  return {
    ...shared,
    HardExpire,
    MinimumPasswordDifferentCharacter: policy.minimumDifferentCharacters,
    PasswordNotContainUserName: !policy.mayContainUserName,
  };
}

export function passwordPolicyOf({
  HardExpire: HardExpiry,
  MinimumPasswordDifferentCharacter: minimumDifferentCharacters,
  PasswordNotContainUserName: notContain,
  ...shared
}: ObjectOf<typeof passwordPolicyRequest>): Partial<PasswordPolicy> {
  return {
    ...ramPolicyOf({ ...shared, HardExpiry }),
    ...(minimumDifferentCharacters !== undefined && { minimumDifferentCharacters }),
    ...(notContain !== undefined && { mayContainUserName: !notContain }),
  };
}
