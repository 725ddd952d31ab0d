/** Nonces on PostgreSQL: rows, whose primary key decides between servers. */
import type { Step } from '../../domain/change.js';
import { nonceLifetimeMs } from '../../domain/replay-window.js';
import { hotStatement } from '../hot-statements.js';
import type { NonceState, Nonces } from '../nonces.js';
import { batchRows, purgeRows } from '../purge-rows.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';

const findNonce = hotStatement((db, it: { accessKeyId: string; nonce: string }) =>
  db
    .selectFrom('request_nonces')
    .select('nonce')
    .where('access_key_id', '=', it.accessKeyId)
    .where('nonce', '=', it.nonce),
);

export class RowNonces implements Nonces {
  constructor(private readonly store: Pick<Store, 'db' | 'dialect' | 'commit'>) {}

  /** Also a nonce that has expired is used until it is purged. */
  async stateOf(accessKeyId: string, nonce: string): Promise<NonceState> {
    return (await findNonce.rows(this.store, { accessKeyId, nonce })).length > 0 ? 'used' : 'unused';
  }

  nonceStep(accessKeyId: string, nonce: string, signedAt: Date): Step<'nonce-used'> {
    const row = { access_key_id: accessKeyId, nonce, expires_at: signedAt.getTime() + nonceLifetimeMs };
    return insertStep(this.store, 'request_nonces', row, 'nonce-used');
  }

  async purge(now: number, signal?: AbortSignal): Promise<void> {
    const { db } = this.store;
    const expired = db
      .selectFrom('request_nonces')
      .select(['access_key_id', 'nonce'])
      .where('expires_at', '<=', now)
      .orderBy('expires_at');
    const removal = () =>
      step(
        db
          .deleteFrom('request_nonces')
          .where(({ eb, refTuple }) =>
            eb(refTuple('access_key_id', 'nonce'), 'in', expired.limit(batchRows).$asTuple('access_key_id', 'nonce')),
          ),
      );
    const hasExpired = async () => (await expired.limit(1).execute()).length > 0;
    await purgeRows(this.store, hasExpired, removal, signal);
  }
}
