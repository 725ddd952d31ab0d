/**
 * What a domain hands to the store when a call is to have an effect: all of it at once, as compiled statements.
 * The store applies a change whole or not at all, and commits it together with the call's audit record and request nonce
 * (decision 2).
 */

/** What a step must find, and the reason that is given when it does not. */
export interface Expectation<Reason extends string = string> {
  /** How many rows it must find, change or remove; absent: any number. Goes with `otherwise`. */
  readonly affects?: number;
  /** The reason that is given when the count is another, or when the step violates a unique or foreign key. */
  readonly otherwise?: Reason;
}

/** One compiled SQL statement and what has to be true of it. */
export interface Step<Reason extends string = string> extends Expectation<Reason> {
  readonly sql: string;
  /** Values the driver takes as they are: text, safe integers, null, Buffer. */
  readonly parameters: readonly unknown[];
}

/** `Reason` is all that its steps can be refused with; who only commits a change need not know. */
export type Change<Reason extends string = string> = readonly Step<Reason>[];

/**
 * A rule of a domain that stopped a call: thrown by domain code, and by the store when a step of a change did not find what
 * it expected. `reason` is a kebab-case word such as `user-exists`. Each domain lists its words as a type (`refusals.ts` in its folder), and
 * the product's declaration says which API error each of them is.
 *
 * The type is always given, `new Refusal<IdentityReason>('user-missing')`: one that was taken from the word itself would allow any.
 */
export class Refusal<Reason extends string = never> extends Error {
  constructor(
    readonly reason: NoInfer<Reason>,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(reason);
    this.name = 'Refusal';
  }
}

/** Whether a fault is a refusal for one of these reasons: `isRefusal<IdentityReason>(fault, 'account-exists')`. */
export function isRefusal<Reason extends string = never>(
  fault: unknown,
  ...reasons: readonly NoInfer<Reason>[]
): fault is Refusal<Reason> {
  return fault instanceof Refusal && reasons.includes(fault.reason);
}
