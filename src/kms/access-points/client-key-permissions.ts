/**
 * What a client key may do (wire/kms.md section 5.8). RAM has no say in it: at least one policy that is bound to the key's
 * access point has to allow the call by itself, with its scope, a permission, a resource and its network rules. Names that
 * lead to nothing grant nothing: a policy that does not exist is not here to be asked, and a policy all of whose rules are
 * missing covers no address. Nothing here looks anything up; whether the key exists and is within its time was decided when
 * its signature was checked.
 */
import type { AddressBlocks } from '../../access/address-blocks.js';
import { type AccessPointPolicy, type PermissionTemplate, SHARED_SCOPE } from './policies.js';

/** What a call wants. Aliases are resolved before: policies speak of key ids and secret names. `use-instance`: random octets, from no key. */
export type ClientKeyUse =
  | { readonly kind: 'use-instance' }
  | { readonly kind: 'use-key'; readonly keyId: string }
  | { readonly kind: 'read-secret'; readonly secretName: string };

export interface ClientKeyCall {
  /** Through which gateway it came: `shared` or the id of an instance. */
  readonly gateway: string;
  readonly use: ClientKeyUse;
  readonly sourceAddress: string;
}

/** What the access point's policies amount to, as far as they exist. */
export interface ClientKeyGrants {
  readonly policies: readonly AccessPointPolicy[];
  /** What the rules cover that those policies refer to, by name. */
  readonly networkRules: ReadonlyMap<string, Pick<AddressBlocks, 'has'>>;
}

/** `policy` is the one that allowed; `explanation` is for the audit record. */
export type ClientKeyDecision =
  | { readonly allowed: true; readonly policy: string; readonly explanation: string }
  | { readonly allowed: false; readonly explanation: string };

type Gateway = 'shared' | 'instance';

/**
 * What each role template opens, and where. `CryptoServiceKeyUser` speaks of "keys of the instance", and on the shared gateway
 * nothing but reading secrets is documented for client keys, so a policy with scope `shared` opens no key. That
 * `CryptoServiceSecretUser` also works there, as `SecretUser` does, is a choice: wire/kms.md section 23.
 */
const TEMPLATES: Readonly<
  Record<PermissionTemplate, { uses: readonly ClientKeyUse['kind'][]; through: readonly Gateway[] }>
> = {
  CryptoServiceKeyUser: { uses: ['use-key', 'use-instance'], through: ['instance'] },
  CryptoServiceSecretUser: { uses: ['read-secret'], through: ['instance', 'shared'] },
  SecretUser: { uses: ['read-secret'], through: ['shared'] },
};

/** Whether a call is allowed, and why or why not. */
export function decideClientKeyCall(call: ClientKeyCall, grants: ClientKeyGrants): ClientKeyDecision {
  const reasons: string[] = [];
  for (const policy of grants.policies) {
    const missing = whatIsMissing(policy, call, grants);
    if (missing === undefined) {
      return { allowed: true, policy: policy.name, explanation: `allowed by policy ${policy.name}` };
    }
    reasons.push(`policy ${policy.name} ${missing}`);
  }
  return { allowed: false, explanation: reasons.join('; ') || 'no policy is bound to the access point' };
}

/** What keeps one policy from allowing the call, in words that follow its name; undefined when nothing does. */
function whatIsMissing(
  policy: AccessPointPolicy,
  call: ClientKeyCall,
  { networkRules }: ClientKeyGrants,
): string | undefined {
  if (policy.scope !== call.gateway) return `is for the gateway ${policy.scope}`;
  if (!policy.permissions.some(permission => opens(permission, call))) return 'has no permission for it';
  const resource = resourceOf(call.use);
  if (resource !== undefined && !policy.resources.some(pattern => matches(pattern, resource))) {
    return `does not name ${resource}`;
  }

  const rules = policy.accessControl?.networkRules ?? [];
  const covered = rules.some(name => networkRules.get(name)?.has(call.sourceAddress) ?? false);
  return rules.length === 0 || covered ? undefined : 'has no network rule for the source address';
}

function opens(permission: PermissionTemplate, { gateway, use }: ClientKeyCall): boolean {
  const template = TEMPLATES[permission];
  return (
    template.uses.includes(use.kind) && template.through.includes(gateway === SHARED_SCOPE ? 'shared' : 'instance')
  );
}

/** Undefined where no resource is used. */
function resourceOf(use: ClientKeyUse): string | undefined {
  switch (use.kind) {
    case 'use-key':
      return `key/${use.keyId}`;
    case 'read-secret':
      return `secret/${use.secretName}`;
    case 'use-instance':
      return undefined;
  }
}

/** A star is one only at the end (wire/kms.md section 4.6); case counts. */
function matches(pattern: string, resource: string): boolean {
  return pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;
}
