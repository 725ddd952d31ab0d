import type { NetworkRule, NetworkRuleUpdate } from '../../../kms/access-points/network-rules.js';
import { namedThings } from '../../named-things.js';

export const networkRuleStore = namedThings<'network-rule', NetworkRule, NetworkRuleUpdate, 'kms_network_rules'>({
  kind: 'network-rule',
  table: 'kms_network_rules',

  fromRow: row => ({
    name: row.name,
    type: row.type,
    description: row.description,
    sourceAddresses: JSON.parse(row.source_addresses) as string[],
    createdAt: new Date(row.created_at),
  }),

  toRow: rule => ({
    name: rule.name,
    type: rule.type,
    description: rule.description,
    source_addresses: JSON.stringify(rule.sourceAddresses),
    created_at: rule.createdAt.getTime(),
  }),

  changed: ({ description, sourceAddresses }) => ({
    ...(description !== undefined && { description }),
    ...(sourceAddresses && { source_addresses: JSON.stringify(sourceAddresses) }),
  }),
});
