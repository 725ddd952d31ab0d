/** With what a user signs in, as it is stored. */
import type { Change } from '../../domain/change.js';
import type { User } from '../users/user.js';

export interface LoginProfile {
  readonly userId: string;
  /** Whether the next sign-in has to choose another password. */
  readonly resetRequired: boolean;
  /** Whether the user has to have an MFA device. */
  readonly mfaRequired: boolean;
  /** When the present password was chosen. */
  readonly passwordAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredLoginProfile extends LoginProfile {
  /** The hash of the present password, and those of earlier ones. */
  readonly sealedPasswords: Buffer;
  /** Goes up with each change. */
  readonly revision: number;
}

/** How signing in has gone. Apart from the profile: it is written by every attempt. */
export interface SignInRecord {
  readonly failures: number;
  readonly lastSignInAt: Date | undefined;
}

export type LoginProfileReason =
  | 'user-missing'
  | 'login-profile-missing'
  | 'login-profile-exists'
  /** Another call changed it at the same moment; this one can be made again. */
  | 'login-profile-raced';

export interface LoginProfileStore {
  findLoginProfile(userId: string): Promise<StoredLoginProfile | undefined>;
  findSignIns(userId: string): Promise<SignInRecord | undefined>;
  addLoginProfile(user: User, profile: StoredLoginProfile): Change<'user-missing' | 'login-profile-exists'>;
  /** Only of the revision before. */
  updateLoginProfile(profile: StoredLoginProfile): Change<'login-profile-raced'>;
  removeLoginProfile(user: User): Change<'user-missing' | 'login-profile-missing'>;
  /**
   * Counts an attempt as a failure before it is known how it ends, so that attempts at once cannot each be the last that is allowed.
   * A first failure begins an hour; with `limit` failures within it no more are counted. @param limit 0: any number
   */
  countAttempt(userId: string, limit: number, now: Date): Change<'too-many-attempts'>;
  /** The attempt that was just counted was none: its password was right. */
  uncountAttempt(userId: string): Change<never>;
  /** What was counted is forgotten. */
  forgetAttempts(userId: string): Change<never>;
  recordSignIn(userId: string, now: Date): Change<never>;
  commit(change: Change): Promise<void>;
}
