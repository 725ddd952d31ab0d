/** What a trust policy must be to be stored: the grammar, and that whom it names in its own account is there. */
import { checkNewTrustPolicy } from '../../access/new-policy.js';
import { parseTrustPolicy } from '../../access/policy-grammar.js';
import { Refusal } from '../../domain/change.js';
import { faultsOf } from '../policies/malformed.js';

/** Whether the account has a user or a role of this name. */
export type IsThere = (kind: 'user' | 'role', name: string) => Promise<boolean>;

/**
 * Refused with `policy-malformed`, whose detail `fault` says what is wrong. Whether identities of other accounts are there is not
 * looked at: the refusal would tell.
 */
export async function refuseMalformedTrust(document: string, accountId: string, isThere: IsThere): Promise<void> {
  faultsOf(() => checkNewTrustPolicy(document));
  for (const [index, { principals }] of parseTrustPolicy(document).statements.entries()) {
    for (const principal of principals) {
      if (principal.kind !== 'user' && principal.kind !== 'role') continue;
      if (principal.accountId !== accountId || (await isThere(principal.kind, principal.name))) continue;
      const fault = `Statement[${index}].Principal names the ${principal.kind} ${principal.name}, which does not exist`;
      throw new Refusal<'policy-malformed'>('policy-malformed', { fault });
    }
  }
}
