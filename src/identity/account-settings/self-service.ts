/**
 * What users may do for themselves because the security preference of the account says so (wire/ram-sts.md section 7.3): one more policy of each user, which
 * allows it on the user itself. So a policy that denies it comes first, and the explanation of a decision names it.
 */
import type { AttachedPolicy } from '../../access/evaluate.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import type { Principal } from '../../domain/principal.js';
import type { SecurityPreference } from './security-preference.js';

type Grant = 'usersChangePassword' | 'usersManageAccessKeys' | 'usersManageMfaDevices';

const ACTIONS: Readonly<Record<Grant, readonly string[]>> = {
  usersChangePassword: ['ram:ChangePassword'],
  usersManageAccessKeys: [
    'ram:CreateAccessKey',
    'ram:ListAccessKeys',
    'ram:UpdateAccessKey',
    'ram:DeleteAccessKey',
    'ram:GetAccessKeyLastUsed',
  ],
  usersManageMfaDevices: ['ram:BindMFADevice', 'ram:UnbindMFADevice', 'ram:GetUserMFAInfo'],
};

/** The policy of one user; undefined where the account allows nothing. */
export function selfServicePolicy(
  { accountId, name }: Pick<Principal, 'accountId' | 'name'>,
  preference: SecurityPreference,
): AttachedPolicy | undefined {
  const granted = Object.entries(ACTIONS).filter(([grant]) => preference[grant as Grant]);
  const actions = granted.flatMap(([, allowed]) => allowed);
  if (actions.length === 0) return undefined;
  const statement = { Effect: 'Allow', Action: actions, Resource: `acs:ram:*:${accountId}:user/${name}` };
  return {
    name: 'SecurityPreference',
    type: 'System',
    version: 'v1',
    policy: parsePolicy(JSON.stringify({ Version: '1', Statement: [statement] })),
    scope: 'account',
    attachedTo: `user ${name}`,
  };
}
