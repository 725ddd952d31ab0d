/** Nonces of signed requests: each may be used once by its AccessKey, also across restarts and servers (api/gateway.md, section 6). */
import type { Step } from '../domain/change.js';
import { insertStep } from './step.js';
import type { Store } from './store.js';

/** Time stamps are accepted 15 minutes back and ahead, so a request stays valid for at most 30 minutes. */
const rememberedMs = 31 * 60 * 1000;

export class RequestNonces {
  constructor(private readonly store: Pick<Store, 'dialect'>) {}

  /** Uses a nonce up, together with what the request does. Refused with `nonce-used` when the key has used it before. */
  nonceStep(accessKeyId: string, nonce: string, now: Date): Step {
    const row = { access_key_id: accessKeyId, nonce, expires_at: now.getTime() + rememberedMs };
    return insertStep(this.store, 'request_nonces', row, 'nonce-used');
  }
}
