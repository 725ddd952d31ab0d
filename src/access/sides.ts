/** Whether the policy of a resource has to allow something beside the policies of the caller, and whom its statements count for (wire/ram-sts.md sections 5 and 6). */
import type { TrustStatement } from './policy.js';
import { type CallingPrincipal, matchPrincipal } from './principals.js';

const ASSUME_ROLE = 'sts:assumerole';

export const assumesRole = (action: string): boolean =>
  action.length === ASSUME_ROLE.length && action.toLowerCase() === ASSUME_ROLE;

/** Who assumes a role, or uses what another account has, needs an allow from both sides; everybody else from one of them. */
export function needsBothSides(
  action: string,
  policies: readonly { readonly ownerAccountId: string }[],
  caller: CallingPrincipal | undefined,
): boolean {
  const accountId = caller !== undefined && 'accountId' in caller ? caller.accountId : undefined;
  return assumesRole(action) || policies.some(policy => policy.ownerAccountId !== accountId);
}

/**
 * Whether a statement of the policy of a resource counts for the caller. An allow for "everybody of the account" grants nothing where the resource's policy
 * alone would be enough: it leaves it to the account's own policies who that is. The default key policy has such an allow, and would otherwise give every
 * user the use of every key.
 */
export function bearingOnCaller(
  { principals, effect }: Pick<TrustStatement, 'principals' | 'effect'>,
  caller: CallingPrincipal | undefined,
  needsBoth: boolean,
): 'counts' | 'other-principal' | 'whole-account' {
  const match = caller === undefined ? 'none' : matchPrincipal(principals, caller);
  if (match === 'none') return 'other-principal';
  return match === 'named' || needsBoth || effect === 'Deny' ? 'counts' : 'whole-account';
}
