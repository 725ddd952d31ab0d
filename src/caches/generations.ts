/**
 * How a cache learns that something may have changed. Everything that is cached belongs to a subject, and each subject has a number, its
 * generation, which becomes another one with every change that touches the subject: before the change is acknowledged, and not before it can
 * be read. A value is kept with the generation that was read before its rows were; while that is the generation, the value is true.
 *
 * Where the numbers are kept is the store's: it alone knows when a change is committed.
 */

/**
 * `identity`: users, their AccessKeys, and the policies that count for them. `authorities`: certificate authorities, but for how many certificates
 * they have issued. `client-keys`: the client keys of KMS, and the access points, policies and network rules that say
 * what they may do. `kms-keys`: its keys, their versions and aliases, and the tags of KMS. `kms-secrets`: its secrets and their versions.
 * `kms-instances`: its instances.
 */
export const subjects = ['identity', 'authorities', 'client-keys', 'kms-keys', 'kms-secrets', 'kms-instances'] as const;
export type Subject = (typeof subjects)[number];

/** The generations at one moment. Only whether one is the same as before means anything, not which of two is the greater. */
export type Reading = Readonly<Record<Subject, number>>;

export interface Generations {
  /**
   * The generations now: every change that was acknowledged before this was called is in them, whichever thread or server made it.
   * Rejects with the store's error where they cannot be read.
   */
  read(): Reading | Promise<Reading>;
}

/** Where it is counted how often anything was raised: behind the subjects. */
const RAISED = subjects.length;

/** Generations in memory that the threads of one process share: the writer raises them, readers compare. */
export class SharedGenerations implements Generations {
  readonly #numbers: BigInt64Array;
  /** The numbers as they were when so much had been raised: nearly every call finds that nothing was since, and looks at one number. */
  #last: Reading;
  #raisedAtLast: bigint;

  /** @param memory that of another thread's; absent: new memory, to be handed to other threads */
  constructor(readonly memory = new SharedArrayBuffer((subjects.length + 1) * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.#numbers = new BigInt64Array(memory);
    this.#raisedAtLast = Atomics.load(this.#numbers, RAISED);
    this.#last = this.#readAll();
  }

  read(): Reading {
    // Before the numbers themselves: what is raised in between is read once more the next time.
    const raised = Atomics.load(this.#numbers, RAISED);
    if (raised !== this.#raisedAtLast) {
      this.#raisedAtLast = raised;
      this.#last = this.#readAll();
    }
    return this.#last;
  }

  /** To be called when the change can be read and before anybody is told of it. */
  raise(raised: Iterable<Subject>): void {
    for (const subject of raised) Atomics.add(this.#numbers, subjects.indexOf(subject), 1n);
    // Last: a thread that sees this number sees the others.
    Atomics.add(this.#numbers, RAISED, 1n);
  }

  #readAll(): Reading {
    return {
      identity: this.#number(0),
      authorities: this.#number(1),
      'client-keys': this.#number(2),
      'kms-keys': this.#number(3),
      'kms-secrets': this.#number(4),
      'kms-instances': this.#number(5),
    };
  }

  #number(index: number): number {
    return Number(Atomics.load(this.#numbers, index));
  }
}
