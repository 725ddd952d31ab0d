/** What the access point of a client key may do, as it stands at this moment: its policies and the rules that they refer to, as far as they exist. */
import type { AccessPoints } from './access-points.js';
import type { ClientKeyGrants } from './client-key-permissions.js';
import type { NetworkRules } from './network-rules.js';
import type { AccessPointPolicies } from './policies.js';

export class AccessPointGrants {
  constructor(
    private readonly accessPoints: Pick<AccessPoints, 'find'>,
    private readonly policies: Pick<AccessPointPolicies, 'find'>,
    private readonly networkRules: Pick<NetworkRules, 'find'>,
  ) {}

  /** Nothing is granted by an access point that does not exist any more. Changes count from the next call on. */
  async findGrants(accountId: string, accessPoint: string): Promise<ClientKeyGrants> {
    const bound = (await this.accessPoints.find(accountId, accessPoint))?.policies ?? [];
    const policies = await existing(bound, name => this.policies.find(accountId, name));
    const named = new Set(policies.flatMap(({ accessControl }) => accessControl?.networkRules ?? []));
    const rules = await existing([...named], name => this.networkRules.find(accountId, name));
    return { policies, networkRules: new Map(rules.map(rule => [rule.name, rule])) };
  }
}

async function existing<T>(names: readonly string[], find: (name: string) => Promise<T | undefined>): Promise<T[]> {
  const found = await Promise.all(names.map(find));
  return found.filter(it => it !== undefined);
}
