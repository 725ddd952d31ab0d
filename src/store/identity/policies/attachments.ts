/** Policies attached to users in the database, and what of them the permission check reads: identity/store.ts, AttachmentStore and PermissionStore. */
import type { Attachment, AttachmentStore, PermissionStore, PolicyReference } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { RamAttachmentsTable } from '../../tables/identity.js';
import { lockPolicy, lockUser } from '../locks.js';

const listAttachedPolicies = hotStatement((db, it: { userId: string }) =>
  db
    .selectFrom('ram_attachments')
    .leftJoin('ram_policies', 'ram_policies.id', 'ram_attachments.policy_id')
    .select(['policy_type', 'policy_id', 'resource_group_id', 'name', 'default_version'])
    .where('principal_kind', '=', 'user')
    .where('principal_id', '=', it.userId),
);

type Place = Omit<Attachment, 'attachedAt'>;

export function attachmentStore(store: Store): AttachmentStore & Pick<PermissionStore, 'listAttachedPolicies'> {
  const { db } = store;
  const attachmentsOf = (accountId: string, userId: string) =>
    db
      .selectFrom('ram_attachments')
      .where('ram_attachments.account_id', '=', accountId)
      .where('principal_kind', '=', 'user')
      .where('principal_id', '=', userId);

  return {
    async findAttachment(place) {
      const row = await attachmentsOf(place.accountId, place.userId)
        .select('attached_at')
        .where('policy_type', '=', place.policy.type)
        .where('policy_id', '=', place.policy.id)
        .where('resource_group_id', '=', place.resourceGroupId)
        .executeTakeFirst();
      return row && { ...place, attachedAt: new Date(row.attached_at) };
    },

    async countAttachments(accountId, type, policyIds) {
      const rows = await db
        .selectFrom('ram_attachments')
        .select(it => ['policy_id', it.fn.countAll<number>().as('attachments')])
        .where('account_id', '=', accountId)
        .where('policy_type', '=', type)
        .where(store.dialect.isAnyOf('policy_id', policyIds))
        .groupBy('policy_id')
        .execute();
      return new Map(rows.map(row => [row.policy_id, row.attachments]));
    },

    async listPoliciesOfUser(accountId, userId) {
      const rows = await attachmentsOf(accountId, userId)
        .leftJoin('ram_policies', 'ram_policies.id', 'ram_attachments.policy_id')
        .select(it => [
          'policy_type',
          'policy_id',
          'name',
          'description',
          'default_version',
          it.fn.min('attached_at').as('first_attached_at'),
        ])
        .groupBy(['policy_type', 'policy_id', 'name', 'description', 'default_version'])
        .orderBy('first_attached_at')
        .orderBy('policy_id')
        .execute();
      return rows.map(({ policy_type, policy_id, name, description, default_version, first_attached_at }) => ({
        policy: { type: policy_type, id: policy_id },
        attachedAt: new Date(first_attached_at),
        custom:
          name === null || description === null || default_version === null
            ? undefined
            : { name, description, defaultVersion: default_version },
      }));
    },

    async listUsersOfPolicy(accountId, policy) {
      const rows = await db
        .selectFrom('ram_attachments')
        .innerJoin('users', 'users.id', 'ram_attachments.principal_id')
        .select(it => [
          'users.id',
          'users.name',
          'users.display_name',
          it.fn.min('attached_at').as('first_attached_at'),
        ])
        .where('ram_attachments.account_id', '=', accountId)
        .where('policy_type', '=', policy.type)
        .where('policy_id', '=', policy.id)
        .where('principal_kind', '=', 'user')
        .groupBy(['users.id', 'users.name', 'users.display_name'])
        .orderBy('first_attached_at')
        .orderBy('users.id')
        .execute();
      return rows.map(({ id, name, display_name, first_attached_at }) => ({
        user: { id, name, displayName: display_name },
        attachedAt: new Date(first_attached_at),
      }));
    },

    addAttachment: (attachment, limit) => {
      const { accountId, userId, policy } = attachment;
      return boundedInsert(
        store,
        {
          hold: [
            lockUser(store, accountId, userId),
            ...(policy.type === 'Custom' ? [lockPolicy(store, accountId, policy.id)] : []),
          ],
          counted: attachmentsOf(accountId, userId).where('policy_type', '=', policy.type),
          limit,
          otherwise: 'attachment-limit',
        },
        [
          insertStep(
            store,
            'ram_attachments',
            { ...columnsOf(attachment), attached_at: attachment.attachedAt.getTime() },
            'attachment-exists',
          ),
        ],
      );
    },

    removeAttachment: place => {
      const columns = columnsOf(place);
      const removal = db
        .deleteFrom('ram_attachments')
        .where('account_id', '=', columns.account_id)
        .where('principal_kind', '=', columns.principal_kind)
        .where('principal_id', '=', columns.principal_id)
        .where('policy_type', '=', columns.policy_type)
        .where('policy_id', '=', columns.policy_id)
        .where('resource_group_id', '=', columns.resource_group_id);
      return [step(removal, { affects: 1, otherwise: 'attachment-missing' })];
    },

    async listAttachedPolicies(userId) {
      const rows = await listAttachedPolicies.rows(store, { userId });
      return rows.map(({ policy_type, policy_id, resource_group_id, name, default_version }) => ({
        policy: { type: policy_type, id: policy_id } satisfies PolicyReference,
        resourceGroupId: resource_group_id,
        policyName: name,
        defaultVersion: default_version,
      }));
    },
  };
}

function columnsOf({ accountId, userId, policy, resourceGroupId }: Place): Omit<RamAttachmentsTable, 'attached_at'> {
  return {
    account_id: accountId,
    principal_kind: 'user',
    principal_id: userId,
    policy_type: policy.type,
    policy_id: policy.id,
    resource_group_id: resourceGroupId,
  };
}
