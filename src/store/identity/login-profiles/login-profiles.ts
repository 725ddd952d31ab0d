/** Login profiles in the database, and how signing in has gone: identity/login-profiles/login-profile.ts, LoginProfileStore. */
import { sql } from 'kysely';
import type { LoginProfileStore, StoredLoginProfile } from '../../../identity/login-profiles/login-profile.js';
import { toBoolean } from '../../codec.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { RamLoginProfilesTable } from '../../tables/identity.js';
import { lockIdentity } from '../locks.js';

const HOUR_MS = 3_600_000;

export function loginProfileStore(store: Store): LoginProfileStore {
  const { db } = store;
  const attempts = (userId: string) => db.updateTable('ram_sign_ins').where('user_id', '=', userId);

  return {
    async findLoginProfile(userId) {
      const row = await db
        .selectFrom('ram_login_profiles')
        .selectAll()
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async findSignIns(userId) {
      const row = await db.selectFrom('ram_sign_ins').selectAll().where('user_id', '=', userId).executeTakeFirst();
      return (
        row && {
          failures: row.failures,
          lastSignInAt: row.last_sign_in_at === null ? undefined : new Date(row.last_sign_in_at),
        }
      );
    },

    addLoginProfile: (user, profile) => [
      lockIdentity(store, 'user', user.accountId, user.id),
      insertStep(store, 'ram_login_profiles', toRow(profile), 'login-profile-exists'),
      insertStep(store, 'ram_sign_ins', {
        user_id: user.id,
        failures: 0,
        failing_since: null,
        last_sign_in_at: null,
      }),
    ],

    updateLoginProfile: profile => {
      const { user_id, created_at: _, ...changed } = toRow(profile);
      const update = db
        .updateTable('ram_login_profiles')
        .set(changed)
        .where('user_id', '=', user_id)
        .where('revision', '=', profile.revision - 1);
      return [step(update, { affects: 1, otherwise: 'login-profile-raced' })];
    },

    removeLoginProfile: user => [
      lockIdentity(store, 'user', user.accountId, user.id),
      step(db.deleteFrom('ram_login_profiles').where('user_id', '=', user.id), {
        affects: 1,
        otherwise: 'login-profile-missing',
      }),
      step(db.deleteFrom('ram_sign_ins').where('user_id', '=', user.id)),
    ],

    countAttempt: (userId, limit, now) => {
      const time = sql<number>`cast(${now.getTime()} as bigint)`;
      const isOver = sql<boolean>`(failing_since is null or failing_since <= cast(${now.getTime() - HOUR_MS} as bigint))`;
      let update = attempts(userId).set({
        failures: sql<number>`case when ${isOver} then 1 else failures + 1 end`,
        failing_since: sql<number>`case when ${isOver} then ${time} else failing_since end`,
      });
      if (limit > 0) update = update.where(({ or, eb }) => or([isOver, eb('failures', '<', limit)]));
      return [step(update, { affects: 1, otherwise: 'too-many-attempts' })];
    },

    uncountAttempt: userId => [
      step(attempts(userId).set({ failures: sql<number>`failures - 1` }).where('failures', '>', 0)),
    ],

    forgetAttempts: userId => [step(attempts(userId).set({ failures: 0, failing_since: null }))],

    recordSignIn: (userId, now) => [step(attempts(userId).set({ last_sign_in_at: now.getTime() }))],

    commit: change => store.commit(change),
  };
}

function fromRow(row: RamLoginProfilesTable): StoredLoginProfile {
  return {
    userId: row.user_id,
    resetRequired: toBoolean(row.reset_required),
    mfaRequired: toBoolean(row.mfa_required),
    passwordAt: new Date(row.password_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    sealedPasswords: row.sealed_passwords,
    revision: row.revision,
  };
}

function toRow(profile: StoredLoginProfile): RamLoginProfilesTable {
  return {
    user_id: profile.userId,
    reset_required: profile.resetRequired ? 1 : 0,
    mfa_required: profile.mfaRequired ? 1 : 0,
    sealed_passwords: profile.sealedPasswords,
    password_at: profile.passwordAt.getTime(),
    revision: profile.revision,
    created_at: profile.createdAt.getTime(),
    updated_at: profile.updatedAt.getTime(),
  };
}
