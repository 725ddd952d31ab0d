/** A nonce that was used before a crash stays used after it (wire/gateway.md section 8). */
import type { CallOptions } from '../test/signed-client.js';
import type { Calls } from './calls.js';

export class Replay {
  #sent: CallOptions | undefined;

  /** Sends the call of the last round once more, which has to be refused, and then a new one for the next round. */
  async again(calls: Calls): Promise<void> {
    if (this.#sent) {
      const { status, body } = await calls.try('ram', 'ListUsers', {}, this.#sent);
      if (body.Code !== 'SignatureNonceUsed') {
        throw new Error(`a request that was replayed after a restart was answered with ${status} ${String(body.Code)}`);
      }
    }
    this.#sent = { nonce: `torture-${Date.now()}-${Math.random()}`, date: new Date() };
    const { status, body } = await calls.try('ram', 'ListUsers', {}, this.#sent);
    if (status !== 200) throw new Error(`ListUsers was answered with ${status} ${String(body.Code)}`);
  }
}
