/**
 * May somebody do this on that, and why: what an administrator asks before a call is made, or before a policy is attached. It is decided by the evaluator
 * that decides calls, with the policies that count at this moment: those of the user or role, of its groups, and of the key, the secret or the role that
 * is addressed.
 */
import { comparable, consideredStatements } from '../access/considered.js';
import { type AttachedPolicy, evaluate } from '../access/evaluate.js';
import { parsePolicy } from '../access/policy-grammar.js';
import type { CallingPrincipal } from '../access/principals.js';
import { type RequestContext, requestContext } from '../access/request-context.js';
import { assumesRole } from '../access/sides.js';
import { Refusal } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';
import { roleArn, userArn } from '../identity/names.js';
import { faultsOf, refuseMalformed } from '../identity/policies/malformed.js';
import type { Permissions } from '../identity/policies/permissions.js';
import type { KnownRoles } from '../identity/roles/known-roles.js';
import type { Users } from '../identity/users/users.js';
import { type AddressedThing, type AddressedThings, accountOfArn } from './addressed-things.js';
import type { AccessExplanation, AskedAccess, ExplanationReason } from './asked-access.js';
import { type ClientKeySources, explainClientKey } from './client-key-explanations.js';
import { decideOnAnothers, withoutOthersWords } from './things-of-others.js';

export interface ExplanationParts extends ClientKeySources {
  readonly users: Pick<Users, 'get'>;
  readonly knownRoles: Pick<KnownRoles, 'byName'>;
  readonly permissions: Pick<Permissions, 'attachedPolicies'>;
  readonly things: Pick<AddressedThings, 'find'>;
  /** Whether an operation with this permission is offered on keys and secrets of other accounts. */
  readonly isShareable: (action: string) => Promise<boolean>;
}

export class AccessExplanations {
  constructor(private readonly parts: ExplanationParts) {}

  /**
   * What the account may know; things of other accounts only as its calls would meet them. Refused with an ExplanationReason, and with the detail `fault`
   * for a document that is no policy.
   */
  async explain(accountId: string, asked: AskedAccess, now: Date): Promise<AccessExplanation> {
    if (asked.kind === 'client-key') return explainClientKey(accountId, asked, now, this.parts);
    const { explanation, ofOthers } = await this.#explain(accountId, asked, now);
    return ofOthers === undefined ? explanation : withoutOthersWords(explanation, ofOthers);
  }

  /** The same with everything that was looked at, whoever owns it: for who has the database anyway. */
  async explainAll(accountId: string, asked: AskedAccess, now: Date): Promise<AccessExplanation> {
    if (asked.kind === 'client-key') return explainClientKey(accountId, asked, now, this.parts);
    return (await this.#explain(accountId, asked, now)).explanation;
  }

  async #explain(accountId: string, asked: AskedAccess, now: Date) {
    const { action, resource, resourceGroupId, sessionPolicy } = asked;
    const principal = await this.#principal(accountId, asked);
    if (asked.kind === 'user' && sessionPolicy !== undefined) {
      throw new Refusal<ExplanationReason>('policies-not-counted');
    }
    const attached = await this.parts.permissions.attachedPolicies(principal);
    const thing = await this.#find(asked, now);
    const request = {
      action,
      resources: [resource],
      context: contextOf(asked, principal, thing, now),
      identityPolicies: [...attached, ...asked.simulated.map((document, n) => simulated(document, n, asked))],
      ...(sessionPolicy !== undefined && { sessionPolicy: parsed(sessionPolicy) }),
      ...(resourceGroupId !== undefined && { resourceGroupId }),
      resourcePolicies: thing?.policy ? [thing.policy] : [],
      caller: {
        kind: principal.kind as 'user' | 'role',
        accountId,
        name: nameOf(principal),
      } satisfies CallingPrincipal,
    };
    const isAnothers = (accountOfArn(resource) ?? accountId) !== accountId;
    const decision = isAnothers
      ? await decideOnAnothers(request, thing, resource, this.parts.isShareable)
      : evaluate(request);
    return {
      explanation: { decision, statements: consideredStatements(request, resource) },
      ofOthers: isAnothers ? (thing?.policy?.name ?? '') : undefined,
    };
  }

  async #principal(accountId: string, { kind, name }: AskedAccess): Promise<Principal> {
    const common = { accountId, accessKeyId: '' };
    if (kind === 'user') {
      const user = await this.parts.users.get(accountId, name);
      return { kind, ...common, id: user.id, name: user.name, arn: userArn(accountId, user.name) };
    }
    const known = await this.parts.knownRoles.byName(accountId, name);
    if (!known) throw new Refusal<ExplanationReason>('role-missing');
    const { role } = known;
    const arn = roleArn(accountId, role.name);
    const session = { roleId: role.id, roleName: role.name, roleArn: arn, assumedBy: arn, sourceIdentity: undefined };
    return { kind: 'role', ...common, id: `${role.id}:explained`, name: 'explained', arn: `${arn}/explained`, session };
  }

  /** Trust policies and tags of roles count for nothing but assuming them. */
  async #find({ action, resource }: AskedAccess, now: Date): Promise<AddressedThing | undefined> {
    const thing = await this.parts.things.find(resource, now);
    return thing?.policy?.level === 'AssumeRolePolicy' && !assumesRole(action) ? undefined : thing;
  }
}

const nameOf = ({ name, session }: Principal): string => session?.roleName ?? name;

const parsed = (document: string) => faultsOf(() => parsePolicy(document));

/** Refused where it could not be stored. */
function simulated(document: string, n: number, { kind, name }: AskedAccess): AttachedPolicy {
  refuseMalformed(document);
  return {
    name: `simulated-${n + 1}`,
    type: 'Custom',
    version: 'v1',
    policy: parsed(document),
    scope: 'account',
    attachedTo: `${kind} ${name}, if it were attached`,
  };
}

/** Of the way that a call would take nothing is known but what the asker says. */
const UNKNOWN = new Set(['acs:SourceIp', 'acs:SecureTransport']);

/** What is asked about comes in place of what is known, in whatever case its key is written. */
function contextOf(
  { context, resourceGroupId }: AskedAccess,
  principal: Principal,
  thing: AddressedThing | undefined,
  now: Date,
): RequestContext {
  const known = requestContext({
    now,
    secureTransport: true,
    sourceAddress: '',
    principalArn: principal.session?.roleArn ?? principal.arn,
    ...(resourceGroupId !== undefined && { resourceGroupId }),
    ...(thing && { resourceTags: thing.tags }),
  });
  const given = new Set(Object.keys(context).map(comparable));
  const rest = [...known].filter(([key]) => !UNKNOWN.has(key) && !given.has(comparable(key)));
  return new Map([...rest, ...Object.entries(context)]);
}
