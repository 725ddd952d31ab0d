/**
 * Sessions of roles: whoever assumed a role acts with a temporary AccessKey and the token that belongs to it (wire/ram-sts.md sections 6 and 12).
 * A token says which role and until when; what the role may do, and that there still is one, is looked up for each call.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Policy } from '../../access/policy.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import type { Seal } from '../../seal/seal.js';
import type { Identifiers } from '../identifiers.js';
import { OpenForAMinute } from '../open-for-a-minute.js';
import type { Role } from '../roles/role.js';
import { readSessionToken, type SessionContent, writeSessionToken } from './session-token.js';

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

/** What is answered of a new session, and kept nowhere. */
export interface TemporaryKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly endsAt: Date;
}

export interface Session extends Omit<SessionContent, 'policy'> {
  readonly policy: Policy | undefined;
}

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

  async begin({ role, seconds, ...session }: NewSession, now: Date): Promise<TemporaryKey> {
    const accessKeyId = this.identifiers.sessionKeyId();
    const accessKeySecret = this.identifiers.sessionKeySecret();
    const endsAt = Math.floor(now.getTime() / 1000) + seconds;
    const content = { accessKeyId, roleId: role.id, endsAt, ...session };
    const securityToken = await writeSessionToken(this.seal, content, accessKeySecret);
    return { accessKeyId, accessKeySecret, securityToken, endsAt: new Date(endsAt * 1000) };
  }

  /** The session whose token it is, if it has not ended. That its role is still there is not looked at. */
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
    const { policy, ...content } = read.content;
    const session = { ...content, policy: policy === undefined ? undefined : parsePolicy(policy) };
    const opened = { token, session, secret: read.secret };
    this.#open.keep(content.accessKeyId, opened);
    return opened;
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
