/** Every operation of KMS once or more, in an order in which each has what it needs: every client of the suite walks it. */
import { expect } from 'vitest';
import { declarations } from '../../derived/declarations.js';
import { isAddition } from '../../derived/deviations.js';
import type { Scratch } from '../../strangers/commands.js';
import type { Call } from '../certificate-line.js';
import { walkAccessPoints } from './access-points.js';
import { walkDataKey } from './data-key.js';
import { walkEncryption } from './encryption.js';
import { walkImport } from './import.js';
import { walkInstances } from './instances.js';
import { walkKeys } from './keys.js';
import { type RamUser, walkManagedSecrets } from './managed-secrets.js';
import { walkPairs } from './pairs.js';
import { walkPolicies } from './policies.js';
import { walkSecrets } from './secrets.js';
import { walkTags } from './tags.js';

/** What the walk finds there: what no client can make by itself. */
export interface Prepared {
  /** A pair on P-256 that is old enough for a second version. */
  readonly oldPair: string;
  /** An instance that nobody has connected yet. */
  readonly newInstance: string;
  /** The name of a managed data key of 32 octets. */
  readonly dataKey: string;
  /** Who calls. */
  readonly accountId: string;
  /** One with a single AccessKey. */
  readonly user: RamUser;
}

/**
 * @param call rejects with `{ code }` for a refusal, as the client tells it
 * @param name no other walk in the account has it; what is made gets names that begin with it
 */
export async function walkKms(callOnce: Call, name: string, prepared: Prepared, scratch: Scratch): Promise<void> {
  const walked = new Set<string>();
  const call: Call = (action, parameters) => {
    walked.add(action);
    return callOnce(action, parameters);
  };
  await walkInstances(call, prepared.newInstance);
  await walkKeys(call, name, prepared.oldPair);
  await walkEncryption(call);
  await walkImport(call);
  await walkDataKey(call, prepared.dataKey);
  await walkPairs(call);
  await walkSecrets(call, name);
  await walkManagedSecrets(call, prepared.user);
  await walkPolicies(call, name, prepared.accountId);
  await walkTags(call);
  await walkAccessPoints(call, name, scratch);

  // An addition is in no package of the vendor.
  const all = declarations.operations.filter(it => it.product.code === 'kms' && !isAddition('kms', it.action));
  expect(
    all.map(it => it.action).filter(action => !walked.has(action)),
    'operations without a step in the walk',
  ).toEqual([]);
}
