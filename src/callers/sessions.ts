/**
 * The temporary keys of sessions (wire/ram-sts.md sections 6, 12.4 and 12.6). The token says which session it is; the role or user and its policies are looked
 * up for each call, so a role that was deleted, or made anew under the same name, ends the sessions of the one before.
 */
import type { Generations, Reading } from '../caches/generations.js';
import type { Principal } from '../domain/principal.js';
import type { FindCaller, NoCaller } from '../gateway/caller.js';
import { roleArn, sessionArn, sessionId } from '../identity/names.js';
import type { KnownRoles } from '../identity/roles/known-roles.js';
import type { Role } from '../identity/roles/role.js';
import type { RoleSession, Sessions } from '../identity/sessions/sessions.js';
import { decideByPolicies } from './by-policies.js';
import { type ActingCaller, type ConsoleSessionParts, ofConsoleSession } from './console-sessions.js';

export interface SessionParts extends ConsoleSessionParts {
  readonly sessions: Pick<Sessions, 'find' | 'secretOf'>;
  readonly knownRoles: Pick<KnownRoles, 'byId'>;
  readonly generations: Generations;
}

export function sessionCallers(parts: SessionParts): FindCaller {
  const { sessions, generations } = parts;
  return async (accessKeyId, token, now) => {
    // A token that is empty names no session either.
    if (!token) return 'token-missing';
    const session = await sessions.find(accessKeyId, token, now);
    if (typeof session === 'string') return session;
    // One reading for a call: the role or user, and what it may do, are as they were when it came, or newer.
    const reading = await generations.read();
    const acting = await ('userId' in session
      ? ofConsoleSession(session, parts, reading)
      : ofRoleSession(session, parts, reading));
    if (typeof acting === 'string') return acting;
    return {
      ...acting,
      open: async () => ({ kind: 'secret', secret: await sessions.secretOf(accessKeyId, token) }),
      markUsed: () => [],
    };
  };
}

async function ofRoleSession(
  session: RoleSession,
  { knownRoles, permissions }: SessionParts,
  reading: Reading,
): Promise<ActingCaller | NoCaller> {
  const known = await knownRoles.byId(session.roleId, reading);
  if (!known) return 'unknown-key';
  const principal = principalOf(session, known.role);
  return {
    principal,
    decide: asked =>
      decideByPolicies(principal, asked, {
        attached: () => permissions.attachedPolicies(principal, reading),
        session: session.policy,
      }),
  };
}

function principalOf({ name, accessKeyId, assumedBy, sourceIdentity }: RoleSession, role: Role): Principal {
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
