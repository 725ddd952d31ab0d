/**
 * What is said of things of other accounts. They are used where their own policies name the caller, and look absent otherwise (wire/kms.md section 12.3,
 * wire/ram-sts.md section 6); what those policies say is their owner's, and so are tags. So an account is told the decision alone, as its calls are; the
 * administrator of the server, who has the database, is told everything.
 */
import { type AccessRequest, type Decision, evaluate, isSharedBy } from '../access/evaluate.js';
import { assumesRole } from '../access/sides.js';
import type { AddressedThing } from './addressed-things.js';
import type { AccessExplanation } from './asked-access.js';

/** The decision about something that another account has. @param isShareable whether an operation with this permission is offered on things of others */
export async function decideOnAnothers(
  request: AccessRequest & { readonly caller: NonNullable<AccessRequest['caller']> },
  thing: AddressedThing | undefined,
  resource: string,
  isShareable: (action: string) => Promise<boolean>,
): Promise<Decision> {
  const { action } = request;
  if (assumesRole(action)) return evaluate(request);
  const policy = thing?.policy;
  if (policy && (await isShareable(action)) && isSharedBy(policy, request)) return evaluate(request);
  const explanation = `Another account does not share anything for ${action} as ${resource}, or it is not there: to a call both look alike.`;
  return { allowed: false, denial: 'ImplicitDeny', resource, explanation };
}

/** Without what is in policies and tags of the other account. */
export function withoutOthersWords({ decision, statements }: AccessExplanation, ofOthers: string): AccessExplanation {
  return {
    decision: decidedByOthers(decision) ? inOwnWords(decision) : decision,
    statements: statements
      .filter(it => it.policy !== ofOthers)
      .map(({ unmet, ...rest }) => ({ ...rest, ...(unmet && { unmet: withoutTags(unmet) }) })),
  };
}

const decidedByOthers = ({ policyType }: Decision): boolean =>
  policyType === 'AssumeRolePolicy' || policyType === 'ResourceBasedPolicy';

function inOwnWords({ decidedBy: _, ...decision }: Decision): Decision {
  const whose = `policy of ${decision.resource}, which another account has,`;
  const explanation = decision.allowed
    ? `Policies of the account allow it, and the ${whose} does too.`
    : `The ${whose} does not allow it, or it is not there: to a call both look alike.`;
  // Whether a statement denies it is the owner's too.
  return { ...decision, ...(!decision.allowed && { denial: 'ImplicitDeny' as const }), explanation };
}

type Unmet = NonNullable<AccessExplanation['statements'][number]['unmet']>;

function withoutTags(unmet: Unmet): Unmet {
  return /^(?:acs:resourcetag|kms:tag)\//i.test(unmet.key) ? { ...unmet, values: [] } : unmet;
}
