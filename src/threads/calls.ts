/**
 * Calls between two threads over a port: each side offers functions, and calls those of the other by name. What goes over is copied as
 * `structuredClone` does, so it is data; of a fault only its text comes back.
 */
/** Functions that one side offers, by name. */
export type Offers<Names = Record<string, unknown>> = {
  readonly [Name in keyof Names]: (...given: never[]) => unknown;
};

/** A MessagePort, the worker that has the other end of one, or its `parentPort`. */
interface Port {
  postMessage(message: Call | Reply): void;
  on(event: 'message', listener: (message: Call | Reply) => void): unknown;
}

interface Call {
  readonly name: string;
  readonly given: readonly unknown[];
  /** Under which number the answer is wanted; absent where none is. */
  readonly number?: number;
}

interface Reply {
  readonly to: number;
  readonly value?: unknown;
  readonly fault?: string;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (fault: Error) => void;
}

/** The other side of a port has closed it, or its thread has ended. */
export class ThreadGone extends Error {}

export class Calls<Theirs extends Offers<Theirs>> {
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #gone: ThreadGone | undefined;

  constructor(
    private readonly port: Port,
    own: object,
  ) {
    port.on('message', (message: Call | Reply) => {
      if ('to' in message) this.#settle(message);
      else void this.#answer(own, message);
    });
  }

  /** Calls a function of the other side and gives what it gives. Rejects with the text of its fault, and with `ThreadGone`. */
  call<Name extends keyof Theirs & string>(
    name: Name,
    ...given: Parameters<Theirs[Name]>
  ): Promise<Awaited<ReturnType<Theirs[Name]>>> {
    return new Promise((resolve, reject) => {
      if (this.#gone) throw this.#gone;
      const number = this.#next++;
      this.#waiting.set(number, { resolve, reject });
      this.port.postMessage({ name, given, number } satisfies Call);
    });
  }

  /** Calls a function of the other side without waiting for it. */
  tell<Name extends keyof Theirs & string>(name: Name, ...given: Parameters<Theirs[Name]>): void {
    this.port.postMessage({ name, given } satisfies Call);
  }

  /** To be called when the other side has ended: nothing that was asked of it will be answered. */
  end(reason: string): void {
    this.#gone ??= new ThreadGone(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }

  async #answer(own: object, { name, given, number }: Call): Promise<void> {
    const offered = (own as Record<string, ((...given: readonly unknown[]) => unknown) | undefined>)[name];
    if (!offered) throw new Error(`the other thread called ${name}, which is not offered to it`);
    if (number === undefined) {
      await offered(...given);
      return;
    }
    try {
      this.port.postMessage({ to: number, value: await offered(...given) } satisfies Reply);
    } catch (fault) {
      this.port.postMessage({ to: number, fault: String(fault) } satisfies Reply);
    }
  }

  #settle({ to, value, fault }: Reply): void {
    const waiting = this.#waiting.get(to);
    this.#waiting.delete(to);
    if (fault === undefined) waiting?.resolve(value as never);
    else waiting?.reject(new Error(fault));
  }
}
