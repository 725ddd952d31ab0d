/** The role that a RoleArn names, with the policy that says who may assume it: wire/ram-sts.md section 6. */
import type { TrustPolicy } from '../../access/policy.js';
import { parseTrustPolicy } from '../../access/policy-grammar.js';
import type { AtOnce } from '../../domain/at-once.js';
import { accountArn } from '../../identity/names.js';
import type { KnownRole, KnownRoles } from '../../identity/roles/known-roles.js';
import type { Role } from '../../identity/roles/role.js';
import type { Tagging } from '../../identity/tags/tagging.js';
import type { PolicyOfObject } from '../../spec/operation.js';

export interface NamedRole {
  readonly owner: string;
  readonly name: string;
}

/** @param arn one that the declaration has checked the form of */
export function namedRole(arn: string): NamedRole {
  const [, owner = '', name = ''] = /^acs:ram::([0-9]+):role\/(.+)$/.exec(arn) ?? [];
  return { owner, name };
}

export function findRole(arn: string, knownRoles: KnownRoles): AtOnce<KnownRole | undefined> {
  const { owner, name } = namedRole(arn);
  return knownRoles.byName(owner, name);
}

export async function addressedRoleTags({ accountId, name }: Role, tagging: Tagging): Promise<Record<string, string>> {
  const [tagged] = await tagging.find('role', accountId, [name]);
  return Object.fromEntries((tagged?.tags ?? []).map(({ key, value }) => [key, value]));
}

/**
 * The trust policy of the role. For a role that is not there, in the caller's own account, one that leaves the decision to the caller's policies: who
 * may assume roles is told that there is none. In another account it looks like a role that does not trust the caller.
 */
export function trustOf(known: KnownRole | undefined, { owner, name }: NamedRole, accountId: string) {
  const policy = known?.trust ?? (owner === accountId ? trustOfAll(owner) : undefined);
  const ofRole: PolicyOfObject | undefined = policy && {
    name: `trust policy of role ${name}`,
    level: 'AssumeRolePolicy',
    ownerAccountId: owner,
    policy,
  };
  return ofRole;
}

function trustOfAll(accountId: string): TrustPolicy {
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: accountArn(accountId) } }];
  return parseTrustPolicy(JSON.stringify({ Version: '1', Statement }));
}
