/**
 * Sealed secrets, open for at most a minute (decision 9). Whether one may be used is not decided here: status and sealed secret are the
 * caller's to look up for each call, and a secret that was sealed anew is opened anew.
 */
import { OpenForAMinute } from './open-for-a-minute.js';
import type { Seal } from './seal.js';
import { openBytes } from './sealed.js';

export interface ClosedSecret {
  /** The record that it was sealed for. */
  readonly recordId: string;
  readonly sealed: Buffer;
}

interface OpenSecret {
  readonly sealed: Buffer;
  readonly secret: Buffer;
}

export class OpenSecrets {
  readonly #open = new OpenForAMinute<OpenSecret>();

  constructor(private readonly seal: Seal) {}

  /** A copy, which the caller wipes. Rejects with `SealError` as `openBytes` does. */
  async open({ recordId, sealed }: ClosedSecret): Promise<Buffer> {
    const known = this.#open.get(recordId);
    if (known?.sealed.equals(sealed)) return Buffer.from(known.secret);
    const secret = await openBytes(this.seal, sealed, recordId);
    this.#open.keep(recordId, { sealed, secret });
    return Buffer.from(secret);
  }

  /** How many are open. */
  get count(): number {
    return this.#open.count;
  }
}
