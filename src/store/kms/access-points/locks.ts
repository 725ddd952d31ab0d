import type { Step } from '../../../domain/change.js';
import { step } from '../../step.js';
import type { Store } from '../../store.js';

/**
 * Makes changes that count or remove an access point's client keys wait for each other: the row stays locked until the
 * transaction ends, and on PostgreSQL the next statement sees what was committed while this one waited.
 */
export function lockAccessPoint(
  { db }: Pick<Store, 'db'>,
  accountId: string,
  name: string,
): Step<'access-point-missing'> {
  return step(
    db
      .updateTable('kms_access_points')
      .set(({ ref }) => ({ updated_at: ref('updated_at') }))
      .where('account_id', '=', accountId)
      .where('name', '=', name),
    { affects: 1, otherwise: 'access-point-missing' },
  );
}
