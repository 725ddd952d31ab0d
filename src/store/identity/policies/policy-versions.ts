/** Versions of custom policies in the database: identity/store.ts, PolicyVersionStore. */
import type { CustomPolicy, PolicyVersionStore } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { countColumn } from '../../pages.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import { lockPolicy } from '../locks.js';

export function policyVersionStore(store: Store): PolicyVersionStore {
  const { db } = store;
  const lock = ({ accountId, id }: CustomPolicy) => lockPolicy(store, accountId, id);
  const versionsOf = (policyId: string) => db.selectFrom('ram_policy_versions').where('policy_id', '=', policyId);
  const defaultOf = (policyId: string) =>
    db.selectFrom('ram_policies').select('default_version').where('id', '=', policyId);

  /** Removes the oldest version that is not the default, where there are as many versions as there may be. */
  const giveWay = (policyId: string, limit: number) =>
    step(
      db
        .deleteFrom('ram_policy_versions')
        .where('policy_id', '=', policyId)
        .where(versionsOf(policyId).select(countColumn), '>=', limit)
        .where(
          'version',
          '=',
          versionsOf(policyId)
            .select(it => it.fn.min('version').as('oldest'))
            .where('version', '<>', defaultOf(policyId)),
        ),
    );

  return {
    async listPolicyVersions(policyId) {
      const rows = await versionsOf(policyId).selectAll().orderBy('version').execute();
      return rows.map(row => ({ version: row.version, document: row.document, createdAt: new Date(row.created_at) }));
    },

    addPolicyVersion: (policy, { version, document, createdAt }, { setAsDefault, rotate, limit }) =>
      boundedInsert<'policy-missing' | 'policy-version-limit' | 'policy-version-raced'>(
        store,
        {
          hold: [lock(policy), ...(rotate ? [giveWay(policy.id, limit)] : [])],
          counted: versionsOf(policy.id),
          limit,
          otherwise: 'policy-version-limit',
        },
        [
          step(
            db
              .updateTable('ram_policies')
              .set({
                last_version: version,
                ...(setAsDefault && { default_version: version }),
                updated_at: createdAt.getTime(),
              })
              .where('id', '=', policy.id)
              .where('last_version', '=', policy.lastVersion),
            { affects: 1, otherwise: 'policy-version-raced' },
          ),
          insertStep(store, 'ram_policy_versions', {
            policy_id: policy.id,
            version,
            document,
            created_at: createdAt.getTime(),
          }),
        ],
      ),

    setDefaultPolicyVersion: (policy, version, now) => [
      lock(policy),
      step(
        db
          .updateTable('ram_policies')
          .set({ default_version: version, updated_at: now.getTime() })
          .where('id', '=', policy.id)
          .where(({ exists }) => exists(versionsOf(policy.id).select('version').where('version', '=', version))),
        { affects: 1, otherwise: 'policy-version-missing' },
      ),
    ],

    removePolicyVersion: (policy, version) => [
      lock(policy),
      step(defaultOf(policy.id).where('default_version', '<>', version), {
        affects: 1,
        otherwise: 'policy-version-is-default',
      }),
      step(db.deleteFrom('ram_policy_versions').where('policy_id', '=', policy.id).where('version', '=', version), {
        affects: 1,
        otherwise: 'policy-version-missing',
      }),
    ],
  };
}
