/**
 * What the access point of a client key may do, as it stands at this moment: its policies and the rules that they refer to, as far as they exist. Read
 * once for as long as no access point, policy or rule changes (decision 12).
 */
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Generations, Reading } from '../../caches/generations.js';
import type { AccessPoints } from './access-points.js';
import type { ClientKeyGrants } from './client-key-permissions.js';
import type { NetworkRules } from './network-rules.js';
import type { AccessPointPolicies } from './policies.js';

/** Characters, on each thread: thousands of access points with grants of the usual lengths. A single rule may have 30,000. */
const KEPT_CHARACTERS = 4 << 20;

export interface GrantSources {
  readonly accessPoints: Pick<AccessPoints, 'find'>;
  readonly policies: Pick<AccessPointPolicies, 'find'>;
  readonly networkRules: Pick<NetworkRules, 'find'>;
}

const nothing: ClientKeyGrants = { policies: [], networkRules: new Map() };

export class AccessPointGrants {
  readonly #kept: CoherentCache<ClientKeyGrants>;

  constructor(
    private readonly sources: GrantSources,
    generations: Generations,
  ) {
    this.#kept = new CoherentCache(generations, {
      subject: 'client-keys',
      capacity: KEPT_CHARACTERS,
      weigh: charactersOf,
    });
  }

  /**
   * Nothing is granted by an access point that does not exist any more. Changes count from the next call on.
   * @param reading of the generations, where the call has one
   */
  async findGrants(accountId: string, accessPoint: string, reading?: Reading): Promise<ClientKeyGrants> {
    const read = () => this.#read(accountId, accessPoint);
    return (await this.#kept.get(`${accountId} ${accessPoint}`, read, reading)) ?? nothing;
  }

  async #read(accountId: string, name: string): Promise<ClientKeyGrants | undefined> {
    const { accessPoints, policies: allPolicies, networkRules } = this.sources;
    const accessPoint = await accessPoints.find(accountId, name);
    if (!accessPoint) return undefined;
    const policies = await existing(accessPoint.policies, it => allPolicies.find(accountId, it));
    const named = new Set(policies.flatMap(({ accessControl }) => accessControl?.networkRules ?? []));
    const rules = await existing([...named], it => networkRules.find(accountId, it));
    return { policies, networkRules: new Map(rules.map(rule => [rule.name, rule])) };
  }
}

const charactersOf = ({ policies, networkRules }: ClientKeyGrants): number =>
  JSON.stringify([policies, [...networkRules.values()]]).length;

async function existing<T>(names: readonly string[], find: (name: string) => Promise<T | undefined>): Promise<T[]> {
  const found = await Promise.all(names.map(find));
  return found.filter(it => it !== undefined);
}
