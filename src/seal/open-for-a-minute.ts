/**
 * What was unsealed and is open for at most a minute (decision 9): at most a thousand of it, all wiped together when the first of it is a minute
 * old. Unsealing costs more than checking a signature, and who calls once calls again.
 */

/** Something with a secret in it, which is overwritten when it is no longer kept. */
export interface WithSecret {
  readonly secret: Buffer;
}

const KEPT_MS = 60_000;
const MOST = 1000;

export class OpenForAMinute<Opened extends WithSecret> {
  readonly #open = new Map<string, Opened>();

  /** Its secret may be wiped at the next turn of the event loop: copy it, or do not wait. */
  get(key: string): Opened | undefined {
    return this.#open.get(key);
  }

  keep(key: string, opened: Opened): void {
    if (this.#open.size >= MOST) this.#wipe();
    // All together: a clock for each would cost more than opening them again.
    if (this.#open.size === 0) setTimeout(() => this.#wipe(), KEPT_MS).unref();
    const replaced = this.#open.get(key);
    if (replaced !== opened) replaced?.secret.fill(0);
    this.#open.set(key, opened);
  }

  /** How many are open. */
  get count(): number {
    return this.#open.size;
  }

  #wipe(): void {
    for (const { secret } of this.#open.values()) secret.fill(0);
    this.#open.clear();
  }
}
