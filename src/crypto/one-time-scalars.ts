/**
 * Scalars for ECDSA signatures (k in FIPS 186-5), made together where many are wanted: inverting one costs as much as a signature, and one
 * inversion serves all that are made at once. Each is given out once; two signatures with one scalar would tell the private key.
 */
import { inverses, mod, randomBelow, toBigInt } from './big-integers.js';
import { COORDINATE_BYTES, type Curve } from './curves.js';

export interface OneTimeScalar {
  /** The first coordinate of its point, modulo the order; never 0. */
  readonly r: bigint;
  /** Random. What is computed with secrets is multiplied by it first, and the inverse takes it away again. */
  readonly blind: bigint;
  /** Of the scalar times `blind`, modulo the order. */
  readonly inverse: bigint;
}

/** Some 20 µs each. */
const MOST_AT_ONCE = 16;
/** Who learns a scalar before it is used learns the key from the signature, so none waits for long. */
const KEPT_MS = 1000;

export class OneTimeScalars {
  #left: OneTimeScalar[] = [];
  /** Twice as many each time that the last ones were used up, so that a lone signature does not wait for scalars that nobody needs. */
  #nextCount = 1;
  #letGo: NodeJS.Timeout | undefined;

  constructor(private readonly curve: Curve) {}

  take(): OneTimeScalar {
    for (;;) {
      const taken = this.#left.pop();
      if (taken) return taken;
      this.#left = this.#make(this.#nextCount);
      this.#nextCount = Math.min(2 * this.#nextCount, MOST_AT_ONCE);
      this.#letGo ??= setTimeout(() => this.#forget(), KEPT_MS).unref();
    }
  }

  #make(count: number): OneTimeScalar[] {
    const { n } = this.curve;
    const blinded = this.curve.ephemerals(count).map(({ k, xy }) => {
      const blind = randomBelow(n, COORDINATE_BYTES);
      return { r: mod(toBigInt(xy.subarray(0, COORDINATE_BYTES)), n), blind, value: mod(blind * k, n) };
    });
    const inverted = inverses(
      blinded.map(({ value }) => value),
      n,
    );
    return blinded.map(({ r, blind }, i) => ({ r, blind, inverse: inverted[i]! })).filter(({ r }) => r !== 0n);
  }

  #forget(): void {
    this.#left = [];
    this.#nextCount = 1;
    this.#letGo = undefined;
  }
}
