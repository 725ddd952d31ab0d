/** Virtual MFA devices in the database: identity/mfa/mfa-device.ts, MfaDeviceStore. */
import type { MfaDevice, MfaDeviceStore, SealedMfaDevice } from '../../../identity/mfa/mfa-device.js';
import { nameKey } from '../../../identity/names.js';
import { boundedInsert } from '../../bounded-insert.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import { lockAccount, lockIdentity } from '../locks.js';

export function mfaDeviceStore(store: Store): MfaDeviceStore {
  const { db } = store;
  const withUser = () =>
    db
      .selectFrom('ram_mfa_devices')
      .leftJoin('users', 'users.id', 'ram_mfa_devices.user_id')
      .select([
        'ram_mfa_devices.account_id',
        'ram_mfa_devices.name',
        'ram_mfa_devices.created_at',
        'ram_mfa_devices.user_id',
        'activated_at',
        'users.name as user_name',
        'users.display_name',
      ]);
  const one = (query: ReturnType<typeof withUser>) => query.select('sealed_seed').executeTakeFirst();
  const update = ({ accountId, name }: MfaDevice) =>
    db.updateTable('ram_mfa_devices').where('account_id', '=', accountId).where('name_key', '=', nameKey(name));

  return {
    async findMfaDevice(accountId, name) {
      const row = await one(
        withUser()
          .where('ram_mfa_devices.account_id', '=', accountId)
          .where('ram_mfa_devices.name_key', '=', nameKey(name)),
      );
      return row && sealed(row);
    },

    async findMfaDeviceOf(user) {
      const row = await one(withUser().where('ram_mfa_devices.user_id', '=', user.id));
      return row && sealed(row);
    },

    async listMfaDevices(accountId) {
      const rows = await withUser()
        .where('ram_mfa_devices.account_id', '=', accountId)
        .orderBy('ram_mfa_devices.name_key')
        .execute();
      return rows.map(fromRow);
    },

    addMfaDevice: (device, limit) =>
      boundedInsert(
        store,
        {
          hold: [lockAccount(store, device.accountId)],
          counted: db.selectFrom('ram_mfa_devices').where('account_id', '=', device.accountId),
          limit,
          otherwise: 'mfa-device-limit',
        },
        [
          insertStep(
            store,
            'ram_mfa_devices',
            {
              account_id: device.accountId,
              name: device.name,
              name_key: nameKey(device.name),
              sealed_seed: device.sealedSeed,
              user_id: null,
              activated_at: null,
              last_step: null,
              created_at: device.createdAt.getTime(),
            },
            'mfa-device-exists',
          ),
        ],
      ),

    removeMfaDevice: ({ accountId, name }) => [
      step(
        db
          .deleteFrom('ram_mfa_devices')
          .where('account_id', '=', accountId)
          .where('name_key', '=', nameKey(name))
          .where('user_id', 'is', null),
        { affects: 1, otherwise: 'mfa-device-in-use' },
      ),
    ],

    bindMfaDevice: (device, user, last_step, now) => [
      lockIdentity(store, 'user', user.accountId, user.id),
      step(
        db
          .selectNoFrom(({ lit }) => lit(1).as('none'))
          .where(({ not, exists }) =>
            not(exists(db.selectFrom('ram_mfa_devices').select('name').where('user_id', '=', user.id))),
          ),
        { affects: 1, otherwise: 'user-mfa-device-exists' },
      ),
      step(
        update(device).set({ user_id: user.id, activated_at: now.getTime(), last_step }).where('user_id', 'is', null),
        { affects: 1, otherwise: 'mfa-device-bound' },
      ),
    ],

    unbindMfaDevice: user => [
      lockIdentity(store, 'user', user.accountId, user.id),
      step(
        db.updateTable('ram_mfa_devices').set({ user_id: null, activated_at: null }).where('user_id', '=', user.id),
        { affects: 1, otherwise: 'user-mfa-device-missing' },
      ),
    ],

    spendCode: (device, last_step) => [
      step(
        update(device)
          .set({ last_step })
          .where(({ or, eb }) => or([eb('last_step', 'is', null), eb('last_step', '<', last_step)])),
        { affects: 1, otherwise: 'mfa-code-used' },
      ),
    ],
  };
}

interface Row {
  readonly account_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly user_id: string | null;
  readonly activated_at: number | null;
  readonly user_name: string | null;
  readonly display_name: string | null;
}

const sealed = (row: Row & { readonly sealed_seed: Buffer }): SealedMfaDevice => ({
  ...fromRow(row),
  sealedSeed: row.sealed_seed,
});

function fromRow({ account_id, name, created_at, user_id, activated_at, user_name, display_name }: Row): MfaDevice {
  const isBound = user_id !== null && user_name !== null && display_name !== null && activated_at !== null;
  return {
    accountId: account_id,
    name,
    createdAt: new Date(created_at),
    bound: isBound
      ? { user: { id: user_id, name: user_name, displayName: display_name }, at: new Date(activated_at) }
      : undefined,
  };
}
