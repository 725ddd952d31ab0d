/**
 * Passwords as they are kept: Argon2id (RFC 9106) in the PHC string format, `$argon2id$v=19$m=47104,t=1,p=1$salt$hash`, which other programs read.
 *
 * The cost is the first that OWASP's password storage cheat sheet recommends: 46 MiB and one pass. It is 75 ms of a processor, off the threads that
 * answer requests; as many run at once as there are processors, so the memory is bounded, and those who ask take turns (thread-pool.ts).
 */
import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Requester } from '../domain/requester.js';
import { randomBytes } from './random.js';
import { keyDerivation } from './thread-pool.js';

const argon2Async = promisify(argon2);

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const COST: Cost = { memory: 47_104, passes: 1, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

interface Hashed extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/**
 * The hash of a password, to be kept. Throws `Busy` when the requester's turn does not come in time, and `Abandoned`.
 * @param sameSaltAs a hash of the same owner: with one salt, one derivation compares a password with all that the owner has had
 */
export async function hashPassword(password: string, requester: Requester, sameSaltAs?: string): Promise<string> {
  const earlier = sameSaltAs === undefined ? undefined : parse(sameSaltAs);
  const salt = earlier && sameCost(earlier, COST) ? earlier.salt : randomBytes(SALT_BYTES);
  return encode({ ...COST, salt, hash: await derive(password, { ...COST, salt }, HASH_BYTES, requester) });
}

/** Which of the hashes are of this password, one answer for each. Hashes of one salt and cost are compared after one derivation. */
export async function matchPassword(
  password: string,
  hashes: readonly string[],
  requester: Requester,
): Promise<readonly boolean[]> {
  const derived = new Map<string, Buffer>();
  const matches: boolean[] = [];
  for (const text of hashes) {
    const hashed = parse(text);
    const key = text.slice(0, text.lastIndexOf('$'));
    const hash = derived.get(key) ?? (await derive(password, hashed, hashed.hash.length, requester));
    derived.set(key, hash);
    matches.push(timingSafeEqual(hash, hashed.hash));
  }
  return matches;
}

/** A hash that no password has: what is compared where nobody has a password, so that it takes as long as where somebody has. */
export function hashOfNobody(): string {
  return encode({ ...COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) });
}

function derive(
  password: string,
  { salt, memory, passes, parallelism }: Omit<Hashed, 'hash'>,
  tagLength: number,
  requester: Requester,
): Promise<Buffer> {
  const message = Buffer.from(password, 'utf8');
  return keyDerivation
    .run(() => argon2Async('argon2id', { message, nonce: salt, parallelism, tagLength, memory, passes }), requester)
    .finally(() => message.fill(0));
}

const sameCost = (a: Cost, b: Cost): boolean =>
  a.memory === b.memory && a.passes === b.passes && a.parallelism === b.parallelism;

function encode({ memory, passes, parallelism, salt, hash }: Hashed): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function parse(text: string): Hashed {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  // Only this file writes them, and they are sealed: another form is a fault of ours.
  if (!parts) throw new Error('a stored password hash is not in the form of this program');
  const [, memory, passes, parallelism, salt = '', hash = ''] = parts;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
