/**
 * Sessions of users who have signed in (wire/ram-sts.md section 12.6): the user's own policies decide. The user and its login profile are looked up
 * for each call: a user that was deleted, a login profile that was taken away, and another password end the session.
 */
import type { Reading } from '../caches/generations.js';
import type { Principal } from '../domain/principal.js';
import type { Caller, NoCaller } from '../gateway/caller.js';
import { userArn } from '../identity/names.js';
import type { Permissions } from '../identity/policies/permissions.js';
import type { ConsoleSession } from '../identity/sessions/sessions.js';
import { policyOfDuty } from '../identity/sign-in/duties.js';
import type { UsersWithPassword } from '../identity/sign-in/users-with-password.js';
import type { User } from '../identity/users/user.js';
import { decideByPolicies } from './by-policies.js';

export interface ConsoleSessionParts {
  readonly usersWithPassword: Pick<UsersWithPassword, 'byId'>;
  readonly permissions: Pick<Permissions, 'attachedPolicies'>;
}

/** Whom a session acts for, and what that one may do; the key is the same for all. */
export type ActingCaller = Pick<Caller, 'principal' | 'decide'>;

export async function ofConsoleSession(
  session: ConsoleSession,
  { usersWithPassword, permissions }: ConsoleSessionParts,
  reading: Reading,
): Promise<ActingCaller | NoCaller> {
  const known = await usersWithPassword.byId(session.userId, reading);
  if (known?.profile !== session.profile) return 'unknown-key';
  const principal = principalOf(session, known.user);
  const own = () => permissions.attachedPolicies(principal, reading);
  const { mustDo } = session;
  if (mustDo === undefined)
    return { principal, decide: asked => decideByPolicies(principal, asked, { attached: own }) };
  const duty = policyOfDuty(mustDo, known.user);
  return {
    principal,
    // Granted whatever else the user may do, and nothing besides; what a policy of the user denies stays denied.
    decide: asked =>
      decideByPolicies(principal, asked, { attached: async () => [...(await own()), duty], session: duty.policy }),
  };
}

function principalOf({ accessKeyId, mfaPresent }: ConsoleSession, { accountId, id, name }: User): Principal {
  return { kind: 'user', accountId, id, name, arn: userArn(accountId, name), accessKeyId, signIn: { mfaPresent } };
}
