import type { CallingPrincipal } from '../access/principals.js';
import type { RequestFacts } from '../access/request-context.js';
import type { Principal } from '../domain/principal.js';

/** Who calls, as the policies of keys, secrets and roles name it: a session is its role. Client keys are named by none. */
export function callingPrincipal({
  kind,
  accountId,
  name,
  session,
  vouchedBy,
}: Principal): CallingPrincipal | undefined {
  if (vouchedBy) return { kind: 'federated', providerArn: vouchedBy.providerArn };
  if (kind === 'user') return { kind, accountId, name };
  if (kind === 'account') return { kind, accountId };
  return session && { kind: 'role', accountId, name: session.roleName };
}

/** What conditions of policies can ask about who calls. */
export function callerFacts({
  arn,
  session,
  signIn,
}: Principal): Pick<RequestFacts, 'principalArn' | 'sourceIdentity' | 'mfaPresent'> {
  return {
    principalArn: session?.roleArn ?? arn,
    sourceIdentity: session?.sourceIdentity,
    mfaPresent: signIn?.mfaPresent,
  };
}
