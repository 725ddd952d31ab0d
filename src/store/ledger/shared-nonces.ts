/**
 * Nonces on SQLite: in memory that all threads share (nonce-memory.ts), where looking takes a microsecond and no statement. The writer thread
 * decides, and writes them down as fingerprints with what their requests do (group-ledger.ts).
 */
import type { Step } from '../../domain/change.js';
import { nonceLifetimeMs } from '../../domain/replay-window.js';
import type { NonceState, Nonces } from '../nonces.js';
import { batchRows, purgeRows } from '../purge-rows.js';
import { step } from '../step.js';
import type { Store } from '../store.js';
import { forgetNonces, useNonce } from './ledger-steps.js';
import { fingerprintOf } from './nonce-fingerprint.js';
import { NonceMemory, windowMs, windowOf } from './nonce-memory.js';

export class SharedNonces implements Nonces {
  readonly #memory: NonceMemory;
  #key: string | undefined;

  /**
   * @param memory the one that the writer thread was started with
   * @param findKey the key of the fingerprints (group-ledger.ts), asked for once
   */
  constructor(
    private readonly store: Pick<Store, 'db' | 'dialect' | 'commit'>,
    readonly memory: SharedArrayBuffer,
    private readonly findKey: () => string,
  ) {
    this.#memory = new NonceMemory(memory);
  }

  async stateOf(accessKeyId: string, nonce: string, signedAt: Date): Promise<NonceState> {
    if (windowOf(signedAt.getTime()) < this.#memory.floor) return 'forgotten';
    const { high, low } = this.#fingerprint(accessKeyId, nonce);
    return this.#memory.has(high, low) ? 'used' : 'unused';
  }

  nonceStep(accessKeyId: string, nonce: string, signedAt: Date): Step<'nonce-used'> {
    const { high, low } = this.#fingerprint(accessKeyId, nonce);
    return { sql: useNonce, parameters: [high, low, windowOf(signedAt.getTime())], otherwise: 'nonce-used' };
  }

  async purge(now: number, signal?: AbortSignal): Promise<void> {
    // The end of a window is the latest time stamp in it.
    const before = windowOf(now - nonceLifetimeMs - windowMs) + 1;
    const { db } = this.store;
    const expired = db.selectFrom('nonce_pages').select(['time_window', 'number']).where('time_window', '<', before);
    const removal = () =>
      step(
        db
          .deleteFrom('nonce_pages')
          .where(({ eb, refTuple }) =>
            eb(
              refTuple('time_window', 'number'),
              'in',
              expired.orderBy('time_window').orderBy('number').limit(batchRows).$asTuple('time_window', 'number'),
            ),
          ),
      );
    const hasExpired = async () => (await expired.limit(1).execute()).length > 0;
    await purgeRows(this.store, hasExpired, removal, signal);
    await this.store.commit([{ sql: forgetNonces, parameters: [before] }]);
  }

  #fingerprint(accessKeyId: string, nonce: string) {
    this.#key ??= this.findKey();
    return fingerprintOf(this.#key, accessKeyId, nonce);
  }
}
