/**
 * Sessions: whoever assumed a role, or has signed in as a user, acts with a temporary AccessKey and the token that belongs to it (wire/ram-sts.md
 * sections 6 and 12). A token says which role or user, and until when; what that one may do, and that it is still there, is looked up for each call.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Policy } from '../../access/policy.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import { OpenForAMinute } from '../../seal/open-for-a-minute.js';
import type { Seal } from '../../seal/seal.js';
import type { Identifiers } from '../identifiers.js';
import type { Role } from '../roles/role.js';
import {
  type ConsoleSessionContent,
  type RoleSessionContent,
  readSessionToken,
  type SessionContent,
  writeSessionToken,
} from './session-token.js';

export interface NewSession {
  readonly role: Pick<Role, 'id'>;
  readonly name: string;
  readonly seconds: number;
  /** The ARN of who assumes the role. */
  readonly assumedBy: string;
  readonly sourceIdentity: string | undefined;
  /** A document that has passed `checkNewPolicy`. */
  readonly policy: string | undefined;
}

export type NewConsoleSession = Omit<ConsoleSessionContent, 'accessKeyId' | 'endsAt'> & { readonly seconds: number };

/** What is answered of a new session, and kept nowhere. */
export interface TemporaryKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly endsAt: Date;
}

export interface RoleSession extends Omit<RoleSessionContent, 'policy'> {
  readonly policy: Policy | undefined;
}

export type ConsoleSession = ConsoleSessionContent;

export type Session = RoleSession | ConsoleSession;

/** Why a token leads to no session. */
export type NoSession = 'token-malformed' | 'token-mismatch' | 'token-expired';

interface OpenSession {
  readonly token: string;
  readonly session: Session;
  readonly secret: Buffer;
}

export class Sessions {
  /** By the token's AccessKeyId. Only what has opened gets here: strangers cannot push out what callers use. */
  readonly #open = new OpenForAMinute<OpenSession>();

  constructor(
    private readonly seal: Seal,
    private readonly identifiers: Identifiers,
  ) {}

  /** Of who assumes a role. */
  begin({ role, seconds, ...session }: NewSession, now: Date): Promise<TemporaryKey> {
    return this.#begin({ roleId: role.id, ...session }, seconds, now);
  }

  /** Of a user who signs in. */
  beginOfUser({ seconds, ...session }: NewConsoleSession, now: Date): Promise<TemporaryKey> {
    return this.#begin(session, seconds, now);
  }

  async #begin(
    session: Omit<RoleSessionContent, keyof TimedKey> | Omit<ConsoleSessionContent, keyof TimedKey>,
    seconds: number,
    now: Date,
  ): Promise<TemporaryKey> {
    const accessKeyId = this.identifiers.sessionKeyId();
    const accessKeySecret = this.identifiers.sessionKeySecret();
    const endsAt = Math.floor(now.getTime() / 1000) + seconds;
    const content = { accessKeyId, endsAt, ...session };
    const securityToken = await writeSessionToken(this.seal, content, accessKeySecret);
    return { accessKeyId, accessKeySecret, securityToken, endsAt: new Date(endsAt * 1000) };
  }

  /** The session whose token it is, if it has not ended. That its role or user is still there is not looked at. */
  async find(accessKeyId: string, token: string, now: Date): Promise<Session | NoSession> {
    const opened = await this.#read(accessKeyId, token);
    if (!opened) return 'token-malformed';
    const { session } = opened;
    if (!isSame(session.accessKeyId, accessKeyId)) return 'token-mismatch';
    return now.getTime() >= session.endsAt * 1000 ? 'token-expired' : session;
  }

  /** A copy of the secret that the session signs with; the caller wipes it. @param token one that `find` has found the session of */
  async secretOf(accessKeyId: string, token: string): Promise<Buffer> {
    const opened = await this.#read(accessKeyId, token);
    if (!opened) throw new Error('the token of a session that was found does not open any more');
    return Buffer.from(opened.secret);
  }

  async #read(accessKeyId: string, token: string): Promise<OpenSession | undefined> {
    const known = this.#open.get(accessKeyId);
    if (known && isSame(known.token, token)) return known;
    const read = await readSessionToken(this.seal, token);
    if (!read) return undefined;
    const opened = { token, session: sessionOf(read.content), secret: read.secret };
    this.#open.keep(read.content.accessKeyId, opened);
    return opened;
  }
}

/** What a new session gets. */
type TimedKey = Pick<SessionContent, 'accessKeyId' | 'endsAt'>;

function sessionOf(content: SessionContent): Session {
  if ('userId' in content) return content;
  return { ...content, policy: content.policy === undefined ? undefined : parsePolicy(content.policy) };
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
