/**
 * What the access point of a client key may do, as it stands at this moment: its policies and the rules that they refer to, as far as they exist. Read
 * once for as long as no access point, policy or rule changes (decision 12).
 */

import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Generations, Reading } from '../../caches/generations.js';
import type { AtOnce } from '../../domain/at-once.js';
import type { AccessPoints } from './access-points.js';
import type { ClientKeyGrants } from './client-key-permissions.js';
import { coverageOf, type NetworkRule, type NetworkRules } from './network-rules.js';
import type { AccessPointPolicies, AccessPointPolicy } from './policies.js';

/** Bytes, about, on each thread: thousands of access points with grants of the usual lengths. A single rule may have 2,000 addresses. */
const KEPT_BYTES = 8 << 20;
/** Of an address or a block that is ready to be compared. */
const BYTES_OF_ADDRESS = 256;

export interface GrantSources {
  readonly accessPoints: Pick<AccessPoints, 'find'>;
  readonly policies: Pick<AccessPointPolicies, 'find'>;
  readonly networkRules: Pick<NetworkRules, 'find'>;
}

/** With how many bytes that is, about. */
interface Kept {
  readonly grants: ClientKeyGrants;
  readonly bytes: number;
}

const nothing: ClientKeyGrants = { policies: [], networkRules: new Map() };

export class AccessPointGrants {
  readonly #kept: CoherentCache<Kept>;

  constructor(
    private readonly sources: GrantSources,
    generations: Generations,
  ) {
    this.#kept = new CoherentCache(generations, {
      subject: 'client-keys',
      capacity: KEPT_BYTES,
      weigh: ({ bytes }) => bytes,
    });
  }

  /**
   * Nothing is granted by an access point that does not exist any more. Changes count from the next call on.
   * @param reading of the generations, where the call has one
   */
  async findGrants(accountId: string, accessPoint: string, reading?: Reading): Promise<ClientKeyGrants> {
    const read = () => this.#read(accountId, accessPoint);
    return (await this.#kept.get(`${accountId} ${accessPoint}`, read, reading))?.grants ?? nothing;
  }

  async #read(accountId: string, name: string): Promise<Kept | undefined> {
    const { accessPoints, policies: allPolicies, networkRules } = this.sources;
    const accessPoint = await accessPoints.find(accountId, name);
    if (!accessPoint) return undefined;
    const policies = await existing(accessPoint.policies, it => allPolicies.find(accountId, it));
    const named = new Set(policies.flatMap(({ accessControl }) => accessControl?.networkRules ?? []));
    const rules = await existing([...named], it => networkRules.find(accountId, it));
    const coverages = rules.map(rule => [rule.name, coverageOf(rule)] as const);
    return { grants: { policies, networkRules: new Map(coverages) }, bytes: bytesOf(policies, rules) };
  }
}

function bytesOf(policies: readonly AccessPointPolicy[], rules: readonly NetworkRule[]): number {
  const addresses = rules.reduce((sum, { sourceAddresses }) => sum + sourceAddresses.length, 0);
  return JSON.stringify([policies, rules]).length + addresses * BYTES_OF_ADDRESS;
}

async function existing<T>(names: readonly string[], find: (name: string) => AtOnce<T | undefined>): Promise<T[]> {
  const found = await Promise.all(names.map(find));
  return found.filter(it => it !== undefined);
}
