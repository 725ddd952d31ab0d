/** Nonces of signed requests: each may be used once by its AccessKey, also across restarts and servers (wire/gateway.md section 8). */
import type { Step } from '../domain/change.js';
import { nonceLifetimeMs } from '../domain/replay-window.js';
import { hotStatement } from './hot-statements.js';
import { insertStep } from './step.js';
import type { Store } from './store.js';

const findNonce = hotStatement((db, it: { accessKeyId: string; nonce: string }) =>
  db
    .selectFrom('request_nonces')
    .select('nonce')
    .where('access_key_id', '=', it.accessKeyId)
    .where('nonce', '=', it.nonce),
);

export class RequestNonces {
  constructor(private readonly store: Pick<Store, 'db' | 'dialect'>) {}

  /** Whether `nonceStep` would be refused as things are now; also a nonce that has expired is used until it is purged. */
  async isNonceUsed(accessKeyId: string, nonce: string): Promise<boolean> {
    return (await findNonce.rows(this.store, { accessKeyId, nonce })).length > 0;
  }

  /** Uses a nonce up, together with what the request does. */
  nonceStep(accessKeyId: string, nonce: string, now: Date): Step<'nonce-used'> {
    const row = { access_key_id: accessKeyId, nonce, expires_at: now.getTime() + nonceLifetimeMs };
    return insertStep(this.store, 'request_nonces', row, 'nonce-used');
  }
}
