/** An attempt to sign in: what is given, what comes of it, and what is recorded. */
import type { Change } from '../../domain/change.js';
import type { MustDo } from '../sessions/session-token.js';
import type { TemporaryKey } from '../sessions/sessions.js';
import type { User } from '../users/user.js';
import type { TakeAttempt } from './attempt-limits.js';

export interface SignInAttempt {
  /** The account's alias or its id. */
  readonly account: string;
  readonly userName: string;
  readonly password: string;
  /** Of the user's MFA device. */
  readonly code?: string | undefined;
  /** What an earlier sign-in gave to be remembered by, in place of a code. */
  readonly rememberedBy?: string | undefined;
  readonly sourceAddress: string;
}

/** Somebody who has signed in. */
export interface SignedIn {
  /** The key of the session, which is the user's. */
  readonly key: TemporaryKey;
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
  readonly arn: string;
  /** For `acs:MFAPresent`. */
  readonly mfaPresent: boolean;
  /** What has to be done before anything else: the session is good for nothing but that. */
  readonly mustDo: MustDo | undefined;
  /** What the browser may give in place of a code for a week, where the account allows that. */
  readonly rememberedBy: string | undefined;
}

export type SignInReason =
  /** Whatever was wrong. */
  | 'sign-in-refused'
  /** The password was right, and the user's device has to give a code. */
  | 'mfa-code-needed'
  /** Too many attempts from there, or with that name: detail `retryAfterMs`. */
  | 'sign-in-throttled';

/** What is recorded of an attempt in an account that there is. No name that was tried: people type passwords there. */
export interface SignInFacts {
  readonly accountId: string;
  /** Undefined for a name of no user with a login profile. */
  readonly user: User | undefined;
  readonly sourceAddress: string;
  readonly now: Date;
  /** `OK` or the reason. */
  readonly outcome: 'OK' | SignInReason;
  /** Why it was refused, for administrators. */
  readonly detail?: string;
  /** Of one that has worked: its session. */
  readonly session?: { readonly accessKeyId: string; readonly mfaPresent: boolean };
}

/** What signing in needs of the rest of the server. */
export interface SignInSurroundings {
  readonly take: TakeAttempt;
  /** What writes down that an attempt has worked: a part of its change. */
  record(facts: SignInFacts): Change;
  /** Writes down that an attempt was refused; resolves when that is durable, or is counted as one of many within a second. */
  recordRefusal(facts: SignInFacts): Promise<void>;
}
