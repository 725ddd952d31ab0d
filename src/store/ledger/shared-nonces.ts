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
import { type Fingerprint, fingerprintOf } from './nonce-fingerprint.js';
import { NonceMemory, windowMs, windowOf } from './nonce-memory.js';

/** More than are between being asked about and being used, with callers that are refused in between. */
const ASKED_KEPT = 1024;

export class SharedNonces implements Nonces {
  readonly #memory: NonceMemory;
  #key: string | undefined;
  /** Of nonces that were asked about and are not used yet: a call does both, and a digest takes longer than looking here. */
  readonly #asked = new Map<string, Fingerprint>();

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

  stateOf(accessKeyId: string, nonce: string, signedAt: Date): NonceState {
    if (windowOf(signedAt.getTime()) < this.#memory.floor) return 'forgotten';
    const fingerprint = this.#fingerprint(accessKeyId, nonce);
    if (this.#asked.size >= ASKED_KEPT) this.#asked.clear();
    this.#asked.set(nameOf(accessKeyId, nonce), fingerprint);
    return this.#memory.has(fingerprint.high, fingerprint.low) ? 'used' : 'unused';
  }

  nonceStep(accessKeyId: string, nonce: string, signedAt: Date): Step<'nonce-used'> {
    const name = nameOf(accessKeyId, nonce);
    const { high, low } = this.#asked.get(name) ?? this.#fingerprint(accessKeyId, nonce);
    this.#asked.delete(name);
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

/** Neither of the two has a line break. */
function nameOf(accessKeyId: string, nonce: string): string {
  return `${accessKeyId}\n${nonce}`;
}
