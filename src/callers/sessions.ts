/**
 * The temporary keys of role sessions (wire/ram-sts.md sections 6 and 12.4). The token says which session it is; the role and its policies are looked
 * up for each call, so a role that was deleted, or made anew under the same name, ends the sessions of the one before.
 */
import type { Generations } from '../caches/generations.js';
import type { Principal } from '../domain/principal.js';
import type { FindCaller } from '../gateway/caller.js';
import { roleArn, sessionArn, sessionId } from '../identity/names.js';
import type { Permissions } from '../identity/policies/permissions.js';
import type { KnownRoles } from '../identity/roles/known-roles.js';
import type { Role } from '../identity/roles/role.js';
import type { Session, Sessions } from '../identity/sessions/sessions.js';
import { decideByPolicies } from './by-policies.js';

export interface SessionParts {
  readonly sessions: Pick<Sessions, 'find' | 'secretOf'>;
  readonly knownRoles: Pick<KnownRoles, 'byId'>;
  readonly permissions: Pick<Permissions, 'attachedPolicies'>;
  readonly generations: Generations;
}

export function sessionCallers({ sessions, knownRoles, permissions, generations }: SessionParts): FindCaller {
  return async (accessKeyId, token, now) => {
    // A token that is empty names no session either.
    if (!token) return 'token-missing';
    const session = await sessions.find(accessKeyId, token, now);
    if (typeof session === 'string') return session;
    // One reading for a call: the role, and what it may do, are as they were when it came, or newer.
    const reading = await generations.read();
    const known = await knownRoles.byId(session.roleId, reading);
    if (!known) return 'unknown-key';
    const principal = principalOf(session, known.role);
    return {
      principal,
      open: async () => ({ kind: 'secret', secret: await sessions.secretOf(accessKeyId, token) }),
      markUsed: () => [],
      decide: asked =>
        decideByPolicies(principal, asked, {
          attached: () => permissions.attachedPolicies(principal, reading),
          session: session.policy,
        }),
    };
  };
}

function principalOf({ name, accessKeyId, assumedBy, sourceIdentity }: Session, role: Role): Principal {
  return {
    kind: 'role',
    accountId: role.accountId,
    id: sessionId(role.id, name),
    name,
    arn: sessionArn(role.accountId, role.name, name),
    accessKeyId,
    session: {
      roleId: role.id,
      roleName: role.name,
      roleArn: roleArn(role.accountId, role.name),
      assumedBy,
      sourceIdentity,
    },
  };
}
