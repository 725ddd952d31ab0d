/**
 * Those who come with a token of an identity provider and no key at all (wire/ram-sts.md section 12.3). They have no policies of their own: the trust
 * policy of the role decides alone whether they may assume it, which is all that they may ask for.
 */
import type { AttachedPolicy } from '../access/evaluate.js';
import { parsePolicy } from '../access/policy-grammar.js';
import type { Principal } from '../domain/principal.js';
import type { FindVouched } from '../gateway/caller.js';
import type { OidcSignIn, Vouched } from '../identity/federation/oidc-sign-in.js';
import { decideByPolicies } from './by-policies.js';

/** Stands for the caller's side of the decision, which AssumeRole asks for too (wire/ram-sts.md section 7.4). */
const MAY_ASK: AttachedPolicy = {
  name: 'identity provider',
  type: 'System',
  version: 'v1',
  policy: parsePolicy('{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}'),
  scope: 'account',
  attachedTo: 'everybody with a token',
};

export function vouchedCallers(signIn: Pick<OidcSignIn, 'find'>): FindVouched {
  return async (providerArn, token, now) => {
    const found = await signIn.find(providerArn, token, now);
    if ('refused' in found) return found;
    const principal = principalOf(found);
    return {
      principal,
      // Nothing that a signature could be checked with: whoever asks has mixed up the two ways to be known.
      open: async () => {
        throw new Error('somebody with a token of an identity provider has no key');
      },
      markUsed: () => [],
      decide: asked => decideByPolicies(principal, asked, { attached: async () => [MAY_ASK] }),
    };
  };
}

function principalOf({ accountId, ...vouchedBy }: Vouched): Principal {
  const arn = `${vouchedBy.providerArn}/${vouchedBy.subject}`;
  return { kind: 'federated', accountId, id: arn, name: vouchedBy.subject, arn, accessKeyId: '', vouchedBy };
}
