let turn = 0;

/**
 * Says that requests begin that may have arrived after what is shared was read. To be called before they begin: what was made before is not theirs.
 */
export function beginTurn(): void {
  turn++;
}

/**
 * What the calls of one turn of the event loop need alike, made once for all of them and dropped when the turn ends.
 *
 * Under load many requests are read from their sockets in one turn, and many of them come from one caller or go to one CA. Each would
 * look up and unseal the same thing. Sharing it for the turn saves that work and keeps nothing: an idle server holds no value, and what is
 * changed by a call is seen by every request that comes after its answer, since that is read in a later turn.
 */
export class SharedInTurn<Value> {
  readonly #values = new Map<string, Value>();
  #turn = turn;

  /** @param end is told each value when its turn is over, to wipe it for instance */
  constructor(private readonly end: (value: Value) => void = () => {}) {}

  /** The value of this turn, made now if nobody in this turn has asked for it. */
  get(key: string, make: () => Value): Value {
    if (this.#turn !== turn) this.#drop();
    this.#turn = turn;
    const shared = this.#values.get(key);
    if (shared !== undefined) return shared;
    const value = make();
    if (this.#values.size === 0) setImmediate(() => this.#drop());
    this.#values.set(key, value);
    return value;
  }

  /** How many values are held for the calls of this turn. */
  get count(): number {
    return this.#values.size;
  }

  #drop(): void {
    const values = [...this.#values.values()];
    this.#values.clear();
    for (const value of values) this.end(value);
  }
}
