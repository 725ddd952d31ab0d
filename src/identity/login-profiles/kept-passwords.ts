/** The passwords of a user as they are kept: Argon2id hashes of the present one and of those before it, sealed and bound to the user. */
import { hashPassword, matchPassword } from '../../crypto/password-hash.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import { mostReusePrevention } from '../account-settings/password-policy.js';

/** The first is the present one. */
type Hashes = readonly string[];

export interface Comparison {
  readonly isPresent: boolean;
  /** How many passwords ago it was this one: 0 for the present one; undefined for one that is not kept. */
  readonly age: number | undefined;
}

export class KeptPasswords {
  constructor(private readonly seal: Seal) {}

  /** Sealed, to be stored. @param earlier the stored ones of the same user */
  async add(userId: string, password: string, requester: Requester, earlier?: Buffer): Promise<Buffer> {
    const before = earlier === undefined ? [] : await this.#open(userId, earlier);
    const hash = await hashPassword(normal(password), requester, before[0]);
    const text = Buffer.from(JSON.stringify([hash, ...before].slice(0, mostReusePrevention)));
    try {
      return await sealBytes(this.seal, text, recordId(userId));
    } finally {
      text.fill(0);
    }
  }

  async compare(userId: string, password: string, stored: Buffer, requester: Requester): Promise<Comparison> {
    const matches = await matchPassword(normal(password), await this.#open(userId, stored), requester);
    const age = matches.indexOf(true);
    return { isPresent: matches[0] === true, age: age < 0 ? undefined : age };
  }

  async #open(userId: string, stored: Buffer): Promise<Hashes> {
    const text = await openBytes(this.seal, stored, recordId(userId));
    try {
      return JSON.parse(text.toString()) as Hashes;
    } finally {
      text.fill(0);
    }
  }
}

/** One spelling for what looks the same and is typed on another keyboard: RFC 8265 section 4.2. */
const normal = (password: string): string => password.normalize('NFC');

const recordId = (userId: string): string => `passwords ${userId}`;
