/** The AccessKeys of accounts and users: the account itself may do everything, a user what the policies attached to it allow. */
import { evaluate } from '../access/evaluate.js';
import type { Generations, Reading } from '../caches/generations.js';
import type { Principal } from '../domain/principal.js';
import type { Caller, FindCaller } from '../gateway/caller.js';
import type { Credentials } from '../identity/access-keys/credentials.js';
import type { Permissions } from '../identity/policies/permissions.js';
import { decideByPolicies } from './by-policies.js';

export interface AccessKeyParts {
  readonly credentials: Pick<Credentials, 'findCredential'>;
  readonly permissions: Pick<Permissions, 'attachedPolicies'>;
  readonly generations: Generations;
}

export function accessKeyCallers({ credentials, permissions, generations }: AccessKeyParts): FindCaller {
  return async (accessKeyId, token, now) => {
    // One reading for a call: who calls, and what it may do, are as they were when it came, or newer.
    const reading = await generations.read();
    const found = await credentials.findCredential(accessKeyId, now, reading);
    if (!found) return 'unknown-key';
    if (found.status === 'Inactive') return 'disabled-key';
    // Tokens belong to temporary keys.
    if (token !== undefined) return 'token-mismatch';
    const { principal, open, markUsed } = found;
    return {
      principal,
      open: async () => ({ kind: 'secret', secret: await open() }),
      markUsed,
      decide: principal.kind === 'account' ? decideAsRoot : decideAsUser(principal, permissions, reading),
    };
  };
}

/** Without a look at objects: a call of root costs no look-up that only permissions need. */
const decideAsRoot: Caller['decide'] = async ({ action = '' }) =>
  evaluate({ isRoot: true, action, resources: ['*'], identityPolicies: [], context: new Map() });

function decideAsUser(
  principal: Principal,
  permissions: AccessKeyParts['permissions'],
  reading: Reading,
): Caller['decide'] {
  const attached = () => permissions.attachedPolicies(principal, reading);
  return asked => decideByPolicies(principal, asked, { attached });
}
