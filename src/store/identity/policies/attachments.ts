/** Policies attached to users, groups and roles in the database: identity/store.ts, AttachmentStore. */
import type { Kysely } from 'kysely';
import type { AttachmentReason, PolicyHolder, PolicyHolderKind } from '../../../identity/policies/policy-holder.js';
import type { Attachment, AttachmentStore, PolicyReference } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import type { Database } from '../../database.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { RamAttachmentsTable } from '../../tables/identity.js';
import { lockIdentity, lockPolicy } from '../locks.js';

type Place = Omit<Attachment, 'attachedAt'>;

/** What is attached to one user, group or role. */
export function attachedTo(db: Kysely<Database>, { kind, id }: Pick<PolicyHolder, 'kind' | 'id'>) {
  return db.selectFrom('ram_attachments').where('principal_kind', '=', kind).where('principal_id', '=', id);
}

export function attachmentStore(store: Store): AttachmentStore {
  const { db } = store;

  /** Of one kind, who has the policy in the account, and since when. */
  const holdersOf = (kind: PolicyHolderKind, accountId: string, policy: PolicyReference) =>
    db
      .selectFrom('ram_attachments')
      .select(it => ['principal_id', it.fn.min('attached_at').as('first_attached_at')])
      .where('account_id', '=', accountId)
      .where('policy_type', '=', policy.type)
      .where('policy_id', '=', policy.id)
      .where('principal_kind', '=', kind)
      .groupBy('principal_id')
      .as('holder');

  return {
    async findAttachment(place) {
      const row = await attachedTo(db, place.holder)
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

    async listPoliciesOf(holder) {
      const rows = await attachedTo(db, holder)
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

    async listHoldersOf(accountId, policy) {
      const [users, groups, roles] = await Promise.all([
        db
          .selectFrom(holdersOf('user', accountId, policy))
          .innerJoin('users', 'users.id', 'holder.principal_id')
          .select(['id', 'name', 'display_name', 'first_attached_at'])
          .orderBy('first_attached_at')
          .orderBy('id')
          .execute(),
        db
          .selectFrom(holdersOf('group', accountId, policy))
          .innerJoin('ram_groups', 'ram_groups.id', 'holder.principal_id')
          .select(['name', 'comments', 'first_attached_at'])
          .orderBy('first_attached_at')
          .orderBy('id')
          .execute(),
        db
          .selectFrom(holdersOf('role', accountId, policy))
          .innerJoin('ram_roles', 'ram_roles.id', 'holder.principal_id')
          .select(['id', 'name', 'description', 'first_attached_at'])
          .orderBy('first_attached_at')
          .orderBy('id')
          .execute(),
      ]);
      return {
        users: users.map(({ id, name, display_name, first_attached_at }) => ({
          id,
          name,
          displayName: display_name,
          attachedAt: new Date(first_attached_at),
        })),
        groups: groups.map(({ name, comments, first_attached_at }) => ({
          name,
          comments,
          attachedAt: new Date(first_attached_at),
        })),
        roles: roles.map(({ first_attached_at, ...role }) => ({ ...role, attachedAt: new Date(first_attached_at) })),
      };
    },

    addAttachment: (attachment, limit) => {
      const { holder, policy } = attachment;
      const { kind, accountId, id } = holder;
      return boundedInsert<`${PolicyHolderKind | 'policy'}-missing` | AttachmentReason<PolicyHolderKind>>(
        store,
        {
          hold: [
            lockIdentity(store, kind, accountId, id),
            ...(policy.type === 'Custom' ? [lockPolicy(store, accountId, policy.id)] : []),
          ],
          counted: attachedTo(db, holder).where('policy_type', '=', policy.type),
          limit,
          otherwise: `${kind}-attachment-limit`,
        },
        [
          insertStep(
            store,
            'ram_attachments',
            { ...columnsOf(attachment), attached_at: attachment.attachedAt.getTime() },
            `${kind}-attachment-exists`,
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
      return [step(removal, { affects: 1, otherwise: `${place.holder.kind}-attachment-missing` })];
    },
  };
}

function columnsOf({ holder, policy, resourceGroupId }: Place): Omit<RamAttachmentsTable, 'attached_at'> {
  return {
    account_id: holder.accountId,
    principal_kind: holder.kind,
    principal_id: holder.id,
    policy_type: policy.type,
    policy_id: policy.id,
    resource_group_id: resourceGroupId,
  };
}
