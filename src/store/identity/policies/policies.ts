/** Custom policies, their versions and tags in the database: identity/store.ts, PolicyStore. */
import { cut } from '../../../domain/page.js';
import type { Tag } from '../../../domain/tags.js';
import { type NamePlace, nameKey } from '../../../identity/names.js';
import type { PolicyHolderKind } from '../../../identity/policies/policy-holder.js';
import type { CustomPolicy, PolicyStore } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { RamPoliciesTable } from '../../tables/identity.js';
import { hasNone } from '../has-none.js';
import { lockAccount, lockPolicy } from '../locks.js';
import { hasAllTags, tagsOfEach } from '../tags/tag-tables.js';

export function policyStore(store: Store): PolicyStore {
  const { db } = store;
  const attachmentsOf = (policy: CustomPolicy, kind: PolicyHolderKind) =>
    db
      .selectFrom('ram_attachments')
      .where('account_id', '=', policy.accountId)
      .where('policy_type', '=', 'Custom')
      .where('policy_id', '=', policy.id)
      .where('principal_kind', '=', kind);

  return {
    async findPolicy(accountId, name) {
      const row = await db
        .selectFrom('ram_policies')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('name_key', '=', nameKey(name))
        .executeTakeFirst();
      return row && (await withTags(store, [row]))[0];
    },

    async listPolicies(accountId, { after, size }, tags) {
      let policies = db.selectFrom('ram_policies').selectAll().where('account_id', '=', accountId);
      if (after) policies = policies.where('name_key', '>', nameKey(after[0]));
      if (tags.length > 0) policies = policies.where(hasAllTags(store, 'policy', tags));
      const rows = await policies
        .orderBy('name_key')
        .limit(size + 1)
        .execute();
      const { items, next } = cut(rows, size, (row): NamePlace => [row.name]);
      return { items: await withTags(store, items), next };
    },

    async findPolicyVersion(policyId, version) {
      const row = await db
        .selectFrom('ram_policy_versions')
        .selectAll()
        .where('policy_id', '=', policyId)
        .where('version', '=', version)
        .executeTakeFirst();
      return row && { version: row.version, document: row.document, createdAt: new Date(row.created_at) };
    },

    addPolicy: (policy, { version, document, createdAt }, limit) =>
      boundedInsert(
        store,
        {
          hold: [lockAccount(store, policy.accountId)],
          counted: db.selectFrom('ram_policies').where('account_id', '=', policy.accountId),
          limit,
          otherwise: 'policy-limit',
        },
        [
          insertStep(store, 'ram_policies', toRow(policy), 'policy-exists'),
          insertStep(store, 'ram_policy_versions', {
            policy_id: policy.id,
            version,
            document,
            created_at: createdAt.getTime(),
          }),
          ...policy.tags.map(tag => insertStep(store, 'ram_policy_tags', { policy_id: policy.id, ...tag })),
        ],
      ),

    describePolicy: (policy, description, now) => [
      step(
        db
          .updateTable('ram_policies')
          .set({ description, updated_at: now.getTime() })
          .where('id', '=', policy.id)
          .where('account_id', '=', policy.accountId),
        { affects: 1, otherwise: 'policy-missing' },
      ),
    ],

    removePolicy: (policy, { withVersions }) => [
      lockPolicy(store, policy.accountId, policy.id),
      hasNone(db, attachmentsOf(policy, 'user'), 'policy-attached-to-user'),
      hasNone(db, attachmentsOf(policy, 'group'), 'policy-attached-to-group'),
      hasNone(db, attachmentsOf(policy, 'role'), 'policy-attached-to-role'),
      ...(withVersions
        ? []
        : [
            step(db.selectFrom('ram_policy_versions').select('version').where('policy_id', '=', policy.id), {
              affects: 1,
              otherwise: 'policy-has-versions',
            }),
          ]),
      step(db.deleteFrom('ram_policy_tags').where('policy_id', '=', policy.id)),
      step(db.deleteFrom('ram_policy_versions').where('policy_id', '=', policy.id)),
      step(db.deleteFrom('ram_policies').where('id', '=', policy.id), { affects: 1, otherwise: 'policy-missing' }),
    ],
  };
}

async function withTags(store: Store, rows: readonly RamPoliciesTable[]): Promise<CustomPolicy[]> {
  const ids = rows.map(row => row.id);
  const tags = await tagsOfEach(store, 'policy', ids);
  return rows.map(row => fromRow(row, tags.get(row.id) ?? []));
}

function fromRow(row: RamPoliciesTable, tags: readonly Tag[]): CustomPolicy {
  return {
    accountId: row.account_id,
    id: row.id,
    name: row.name,
    description: row.description,
    defaultVersion: row.default_version,
    lastVersion: row.last_version,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    tags,
  };
}

function toRow(policy: CustomPolicy): RamPoliciesTable {
  return {
    id: policy.id,
    account_id: policy.accountId,
    name: policy.name,
    name_key: nameKey(policy.name),
    description: policy.description,
    default_version: policy.defaultVersion,
    last_version: policy.lastVersion,
    created_at: policy.createdAt.getTime(),
    updated_at: policy.updatedAt.getTime(),
  };
}
