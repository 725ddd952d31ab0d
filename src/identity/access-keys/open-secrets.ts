/**
 * Secrets of AccessKeys, open for at most a minute (decision 9): unsealing one costs more than checking a signature with it, and who
 * calls once calls again. Whether a key may be used is not decided here: status and sealed secret are the caller's to look up for each call,
 * and a secret that was sealed anew is opened anew.
 */
import type { Seal } from '../../seal/seal.js';
import { openBytes } from '../../seal/sealed.js';

export interface ClosedSecret {
  /** The record that it was sealed for. */
  readonly recordId: string;
  readonly sealed: Buffer;
}

interface OpenSecret {
  readonly sealed: Buffer;
  readonly secret: Buffer;
}

const KEPT_MS = 60_000;
const MOST = 1000;

export class OpenSecrets {
  readonly #open = new Map<string, OpenSecret>();

  constructor(private readonly seal: Seal) {}

  /** A copy, which the caller wipes. Rejects with `SealError` as `openBytes` does. */
  async open({ recordId, sealed }: ClosedSecret): Promise<Buffer> {
    const known = this.#open.get(recordId);
    if (known?.sealed.equals(sealed)) return Buffer.from(known.secret);
    const secret = await openBytes(this.seal, sealed, recordId);
    this.#keep(recordId, { sealed, secret });
    return Buffer.from(secret);
  }

  /** How many are open. */
  get count(): number {
    return this.#open.size;
  }

  #keep(recordId: string, opened: OpenSecret): void {
    if (this.#open.size >= MOST) this.#wipe();
    // All together, and the first of them is a minute old: a clock for each would cost more than opening them again.
    if (this.#open.size === 0) setTimeout(() => this.#wipe(), KEPT_MS).unref();
    this.#open.get(recordId)?.secret.fill(0);
    this.#open.set(recordId, opened);
  }

  #wipe(): void {
    for (const { secret } of this.#open.values()) secret.fill(0);
    this.#open.clear();
  }
}
