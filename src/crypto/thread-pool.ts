/**
 * Shares out libuv's thread pool. OpenSSL's slow work (a key pair, a password's 600,000 rounds) runs there, and so do file reads and
 * asynchronous signatures: eight RSA-4096 generations at once made a file read wait 3.9 s, two or three made it wait 15 ms. So all slow
 * work together leaves one thread free, and requesters take turns (`round-robin.ts`).
 */
import { availableParallelism } from 'node:os';
import type { Requester } from '../domain/requester.js';
import { type Lane, type LaneLimits, type Lines, RoundRobin } from './round-robin.js';

// libuv reads the same variable, takes 4 when there is none, and makes 1 of 0.
const configured = Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '', 10);
const poolSize = Number.isNaN(configured) ? 4 : Math.min(Math.max(configured, 1), 1024);

const processors = availableParallelism();

/**
 * One thread stays free. There is one place more than processors: the last one is kept for a requester who has nothing running, to whom
 * a share of a processor now is worth more than a whole one in four seconds, when somebody else's RSA-4096 key is found.
 */
const places = Math.max(1, Math.min(poolSize - 1, processors + 1));

/** The lines of this process. */
export const processLines: Lines = new RoundRobin({
  places,
  // More threads than processors would finish nothing sooner for one requester and only keep calls waiting.
  placesEach: Math.max(1, Math.min(places - 1, processors)),
  // Official clients wait 10 s for an answer, and a key of 4096 bits takes up to four once it is begun.
  maxWaitMs: 5000,
  waitingEach: 64,
  waiting: 1024,
});

let lines = processLines;

/** Called where a further thread starts: libuv's threads are those of the process, so its work waits with that of all others. */
export function waitInLines(ofProcess: Lines): void {
  lines = ofProcess;
}

/** One processor stays for what cannot wait as long as a key takes. */
let keysAtOnce = Math.max(1, processors - 1);

/** Called where keys are made by threads that leave a processor to any other (threads/key-makers.ts): then none has to stay free. */
export function makeKeysOnAllProcessors(): void {
  keysAtOnce = processors;
}

/** RSA key pairs: 0.1 s for 2048 bits, 1 s and up to 4 s for 4096. */
export const keyGeneration = lane('key generation', () => ({ atOnce: keysAtOnce }));

/** Keys from passwords: about 0.1 s each. */
export const keyDerivation = lane('password-based encryption', () => ({ atOnce: processors }));

/** Signatures and decryption with RSA keys: 0.5 ms for 2048 bits, 3 ms for 4096. */
export const rsaOperations = lane('RSA operations', () => ({ atOnce: processors }));

function lane(what: string, limits: () => LaneLimits): Lane {
  return {
    run: <T>(task: () => Promise<T>, requester: Requester) => lines.lane(what, limits()).run(task, requester),
    get isIdle() {
      return lines.lane(what, limits()).isIdle;
    },
  };
}
