/** Sends attacks: whole requests over a connection that stays open, broken ones over one of their own. */
import { type Address, headerOf, type RawAnswer, RawConnection } from '../test/raw-connection.js';
import type { Attack } from './attack.js';

export class Sender {
  readonly #address: Address;
  #connection: RawConnection | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** All answers to an attack. Rejects when an answer is no HTTP or does not come. */
  async send({ kind, bytes }: Pick<Attack, 'kind' | 'bytes'>): Promise<RawAnswer[]> {
    if (kind === 'broken') {
      const connection = await RawConnection.open(this.#address);
      try {
        return await connection.converse(bytes);
      } finally {
        connection.close();
      }
    }
    const isFresh = !this.#connection || this.#connection.closed;
    const answer = await this.#exchange(bytes);
    // The server may close a connection that lies idle; whether it did so for this request shows on a fresh one.
    const again = answer ?? (isFresh ? undefined : await this.#exchange(bytes));
    return again ? [again] : [];
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #exchange(bytes: Buffer): Promise<RawAnswer | undefined> {
    if (!this.#connection || this.#connection.closed) this.#connection = await RawConnection.open(this.#address);
    try {
      const answer = await this.#connection.exchange(bytes);
      if (!answer || headerOf(answer, 'connection')?.toLowerCase() === 'close') this.close();
      return answer;
    } catch (fault) {
      this.close();
      throw fault;
    }
  }
}
