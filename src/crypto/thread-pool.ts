/**
 * Shares out libuv's thread pool. OpenSSL's slow work (a key pair, a password's 600,000 rounds) runs there, and so do file reads and
 * asynchronous signatures: eight RSA-4096 generations at once made a file read wait 3.9 s, two or three made it wait 15 ms. So each kind
 * of slow work has a queue of its own, no kind fills the pool, and all kinds together leave one thread free.
 */
import { availableParallelism } from 'node:os';
import { Semaphore } from './semaphore.js';

/** Slow work that waits its turn; `run` throws `Busy` when its queue is full. */
export interface Lane {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Whether no slow work of any kind is under way. */
  readonly isIdle: boolean;
}

// libuv reads the same variable, takes 4 when there is none, and makes 1 of 0.
const configured = Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '', 10);
const poolSize = Number.isNaN(configured) ? 4 : Math.min(Math.max(configured, 1), 1024);

const processors = availableParallelism();
const QUEUE_LENGTH = 256;

/** One thread stays free, and more threads than processors would finish nothing sooner and only keep calls waiting. */
const together = Math.max(1, Math.min(poolSize - 1, processors));
const allSlowWork = new Semaphore('cryptographic work', { atOnce: together, waiting: 2 * together });

function lane(what: string, atOnce: number): Lane {
  const own = new Semaphore(what, { atOnce: Math.max(1, Math.min(poolSize - 2, atOnce)), waiting: QUEUE_LENGTH });
  return {
    run: task => own.run(() => allSlowWork.run(task)),
    get isIdle() {
      return allSlowWork.isIdle && own.isIdle;
    },
  };
}

/** RSA key pairs: 0.1 s for 2048 bits, 1 s and up to 4 s for 4096. One processor stays for what cannot wait that long. */
export const keyGeneration: Lane = lane('key generation', processors - 1);

/** Keys from passwords: about 0.1 s each. */
export const keyDerivation: Lane = lane('password-based encryption', processors);
