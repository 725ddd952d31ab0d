/**
 * May this user or role do this on that, and why: what an administrator asks before a call is made, or before a policy is attached. It is decided by
 * the evaluator that decides calls, with the policies that count at this moment.
 */
import { type ConsideredStatement, consideredStatements } from '../../access/considered.js';
import { type AttachedPolicy, type Decision, evaluate } from '../../access/evaluate.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import type { CallingPrincipal } from '../../access/principals.js';
import type { RequestContext } from '../../access/request-context.js';
import { Refusal } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import { AccountSettings } from '../account-settings/account-settings.js';
import { randomIdentifiers } from '../identifiers.js';
import { roleArn, userArn } from '../names.js';
import { faultsOf } from '../policies/malformed.js';
import { Permissions } from '../policies/permissions.js';
import { KnownRoles } from '../roles/known-roles.js';
import type { IdentityStore } from '../store.js';
import { Users } from '../users/users.js';

export interface AskedAccess {
  readonly kind: 'user' | 'role';
  readonly name: string;
  readonly action: string;
  /** An ARN as calls present it, or `*`. */
  readonly resource: string;
  /** Beside what is known: time, principal, and that no MFA device was used. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly resourceGroupId?: string | undefined;
  /** Documents of policies that are looked at as if they were attached. */
  readonly simulated: readonly string[];
  /** Of a session of the role. */
  readonly sessionPolicy?: string | undefined;
}

export interface AccessExplanation {
  readonly decision: Decision;
  readonly statements: readonly ConsideredStatement[];
}

export class AccessExplanations {
  constructor(
    private readonly parts: {
      readonly users: Pick<Users, 'get'>;
      readonly knownRoles: Pick<KnownRoles, 'byName'>;
      readonly permissions: Pick<Permissions, 'attachedPolicies'>;
    },
  ) {}

  /** Refused with `user-missing`, `role-missing`, and with `policy-malformed` for a document that is none. */
  async explain(accountId: string, asked: AskedAccess, now: Date): Promise<AccessExplanation> {
    const principal = await this.#principal(accountId, asked);
    const attached = await this.parts.permissions.attachedPolicies(principal);
    const trust = await this.#trustOf(accountId, asked);
    const request = {
      action: asked.action,
      resources: [asked.resource],
      context: contextOf(asked, principal, now),
      identityPolicies: [...attached, ...asked.simulated.map((document, n) => simulated(document, n, asked))],
      ...(asked.sessionPolicy !== undefined && { sessionPolicy: parsed(asked.sessionPolicy) }),
      ...(asked.resourceGroupId !== undefined && { resourceGroupId: asked.resourceGroupId }),
      ...(trust && { resourcePolicies: [trust] }),
      caller: { kind: asked.kind, accountId, name: nameOf(principal) } satisfies CallingPrincipal,
    };
    return { decision: evaluate(request), statements: consideredStatements(request, asked.resource) };
  }

  async #principal(accountId: string, { kind, name }: AskedAccess): Promise<Principal> {
    const common = { accountId, accessKeyId: '' };
    if (kind === 'user') {
      const user = await this.parts.users.get(accountId, name);
      return { kind, ...common, id: user.id, name: user.name, arn: userArn(accountId, user.name) };
    }
    const known = await this.parts.knownRoles.byName(accountId, name);
    if (!known) throw new Refusal<'role-missing'>('role-missing');
    const { role } = known;
    const arn = roleArn(accountId, role.name);
    const session = { roleId: role.id, roleName: role.name, roleArn: arn, assumedBy: arn, sourceIdentity: undefined };
    return { kind, ...common, id: `${role.id}:explained`, name: 'explained', arn: `${arn}/explained`, session };
  }

  /** Who assumes a role needs to be trusted by it. */
  async #trustOf(accountId: string, { action, resource }: AskedAccess) {
    const [, name] = /^acs:ram:\*:\d+:role\/(.+)$/.exec(resource) ?? [];
    if (action.toLowerCase() !== 'sts:assumerole' || name === undefined || !resource.includes(`:${accountId}:`))
      return undefined;
    const known = await this.parts.knownRoles.byName(accountId, name);
    return (
      known && {
        name: `trust policy of role ${known.role.name}`,
        level: 'AssumeRolePolicy' as const,
        resource,
        ownerAccountId: accountId,
        policy: known.trust,
      }
    );
  }
}

/** What needs no key of the seal: nothing that is secret is looked at. */
export function accessExplanations(store: IdentityStore): AccessExplanations {
  return new AccessExplanations({
    users: new Users(store.users, randomIdentifiers),
    knownRoles: new KnownRoles(store.roles, store.generations),
    permissions: new Permissions(store, new AccountSettings(store.accountSettings)),
  });
}

const nameOf = ({ name, session }: Principal): string => session?.roleName ?? name;

const parsed = (document: string) => faultsOf(() => parsePolicy(document));

function simulated(document: string, n: number, { kind, name }: AskedAccess): AttachedPolicy {
  return {
    name: `simulated-${n + 1}`,
    type: 'Custom',
    version: 'v1',
    policy: parsed(document),
    scope: 'account',
    attachedTo: `${kind} ${name}, if it were attached`,
  };
}

function contextOf({ context }: AskedAccess, principal: Principal, now: Date): RequestContext {
  const known = {
    'acs:CurrentTime': [`${now.toISOString().slice(0, -'.000Z'.length)}Z`],
    'acs:PrincipalARN': [principal.session?.roleArn ?? principal.arn],
    'acs:MFAPresent': ['false'],
  };
  // What is asked about comes in place of what is known, in whatever case its key is written.
  const given = new Set(Object.keys(context).map(key => key.toLowerCase()));
  const rest = Object.entries(known).filter(([key]) => !given.has(key.toLowerCase()));
  return new Map([...rest, ...Object.entries(context)]);
}
