import type { NetworkRule } from '../../../kms/access-points/network-rules.js';
import type { NetworkRuleStore } from '../../../kms/store.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsNetworkRulesTable } from '../../tables/kms.js';
import { countColumn, offsetOf } from '../pages.js';

export function networkRuleStore(store: Store): NetworkRuleStore {
  const { db } = store;

  return {
    async findNetworkRule(accountId, name) {
      const row = await db
        .selectFrom('kms_network_rules')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async listNetworkRules(accountId, page) {
      const rules = db.selectFrom('kms_network_rules').where('account_id', '=', accountId);
      const rows = await rules
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('name', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      const { total } = await rules.select(countColumn).executeTakeFirstOrThrow();
      return { items: rows.map(fromRow), total };
    },

    insertNetworkRule: (accountId, rule) => {
      const createdAt = rule.createdAt.getTime();
      const row: KmsNetworkRulesTable = {
        account_id: accountId,
        name: rule.name,
        type: rule.type,
        description: rule.description,
        source_addresses: JSON.stringify(rule.sourceAddresses),
        created_at: createdAt,
        updated_at: createdAt,
      };
      return insertStep(store, 'kms_network_rules', row, 'network-rule-exists');
    },

    updateNetworkRule: (accountId, name, { description, sourceAddresses }, now) =>
      step(
        db
          .updateTable('kms_network_rules')
          .set({
            updated_at: now.getTime(),
            ...(description !== undefined && { description }),
            ...(sourceAddresses && { source_addresses: JSON.stringify(sourceAddresses) }),
          })
          .where('account_id', '=', accountId)
          .where('name', '=', name),
        { affects: 1, otherwise: 'network-rule-missing' },
      ),

    deleteNetworkRule: (accountId, name) =>
      step(db.deleteFrom('kms_network_rules').where('account_id', '=', accountId).where('name', '=', name), {
        affects: 1,
        otherwise: 'network-rule-missing',
      }),
  };
}

function fromRow(row: KmsNetworkRulesTable): NetworkRule {
  return {
    name: row.name,
    type: row.type,
    description: row.description,
    sourceAddresses: JSON.parse(row.source_addresses) as string[],
    createdAt: new Date(row.created_at),
  };
}
