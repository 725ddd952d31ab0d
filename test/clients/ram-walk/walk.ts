/** Every operation of RAM, STS and IMS once or more, in an order in which each has what it needs: clients of four languages walk it. */
import { expect } from 'vitest';
import { declarations } from '../../derived/declarations.js';
import { isAddition } from '../../derived/deviations.js';
import type { Call } from '../certificate-line.js';
import { walkAccountSettings } from './account-settings.js';
import { walkGroups } from './groups.js';
import { walkPolicies } from './policies.js';
import { walkProviders } from './providers.js';
import { walkRoles } from './roles.js';
import { type Calls, PRODUCTS, type Prepared, type WalkedProduct } from './scene.js';
import { walkSessions } from './sessions.js';
import { walkSignIn } from './sign-in.js';
import { walkUsers } from './users.js';

/**
 * @param once rejects with `{ code }` for a refusal, as the client tells it
 * @param name no other walk in the account has it; what is made gets names that begin with it
 */
export async function walkRam(once: Calls, name: string, prepared: Prepared): Promise<void> {
  const walked = new Set<string>();
  const walking =
    (product: WalkedProduct): Call =>
    (action, parameters) => {
      walked.add(`${product} ${action}`);
      return once[product](action, parameters);
    };
  const calls = { ram: walking('ram'), sts: walking('sts'), ims: walking('ims') };
  await walkUsers(calls, name);
  await walkGroups(calls, name);
  await walkPolicies(calls, name);
  await walkRoles(calls, name, prepared.accountId);
  await walkAccountSettings(calls, name);
  await walkSignIn(calls, name, prepared.caller);
  await walkProviders(calls, name, prepared.accountId);
  await walkSessions(calls, name, prepared);

  // An addition is in no package of the vendor.
  const all = declarations.operations
    .filter(({ product, action }) => PRODUCTS.some(it => it === product.code) && !isAddition(product.code, action))
    .map(({ product, action }) => `${product.code} ${action}`);
  expect(
    all.filter(it => !walked.has(it)),
    'operations without a step in the walk',
  ).toEqual([]);
}
