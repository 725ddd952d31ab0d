/**
 * Signing in with a password: the check behind a console, and not an operation of the API.
 *
 * Whoever is refused learns one thing, that it did not work: whether there is such an account or user, whether it is locked, or comes from a network
 * that is not allowed, is in the audit log only. Each attempt costs one derivation of a password, also where there is nobody to compare with, so
 * the time says no more. Attempts are limited by the address and by the name that is tried, before anything is looked up, and those
 * with a wrong password by the account's password policy, which the database counts.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashOfNobody, matchPassword } from '../../crypto/password-hash.js';
import { type Change, isRefusal, Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import type { AccountSettings } from '../account-settings/account-settings.js';
import { isTooOld } from '../account-settings/password-policy.js';
import { isInNetwork, type SecurityPreference } from '../account-settings/security-preference.js';
import { KeptPasswords } from '../login-profiles/kept-passwords.js';
import type { LoginProfileStore, StoredLoginProfile } from '../login-profiles/login-profile.js';
import type { MfaDevices } from '../mfa/mfa-devices.js';
import { nameKey, userArn } from '../names.js';
import type { User } from '../users/user.js';
import type { Users } from '../users/users.js';
import type { RememberedDevices } from './remembered-devices.js';

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

/** Somebody who has signed in: what a session is made of. */
export interface SignedIn {
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
  readonly arn: string;
  /** For `acs:MFAPresent`. */
  readonly mfaPresent: boolean;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
  /** What has to be done before anything else: the session is good for nothing but that. */
  readonly mustDo: 'change-password' | 'bind-mfa-device' | undefined;
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

/** What is recorded of an attempt with a user that there is. */
export interface SignInFacts {
  readonly user: User;
  readonly sourceAddress: string;
  readonly now: Date;
  /** `OK` or the reason. */
  readonly outcome: 'OK' | SignInReason;
  /** Why it was refused, for administrators. */
  readonly detail: string | undefined;
}

/** What signing in needs of the rest of the server. */
export interface SignInSurroundings {
  /** Takes one attempt out of a bucket. */
  take(
    key: string,
    size: { readonly capacity: number; readonly refillPerSecond: number },
    nowMs: number,
  ): Promise<{ readonly allowed: boolean; readonly retryAfterMs: number }>;
  /** What writes down how an attempt ended. */
  record(facts: SignInFacts): Change;
}

export interface SignInParts {
  readonly users: Pick<Users, 'find'>;
  readonly profiles: LoginProfileStore;
  readonly devices: Pick<MfaDevices, 'findOf' | 'spend'>;
  readonly remembered: RememberedDevices;
  readonly settings: AccountSettings;
  readonly seal: Seal;
}

/** Ten attempts at once, and then one in ten seconds. */
const ATTEMPTS = { capacity: 10, refillPerSecond: 0.1 };
/** As many buckets as strangers can fill: addresses and names that fall into one share it. */
const BUCKETS = 4096;

export class SignIns {
  readonly #passwords: KeptPasswords;
  readonly #nobody = hashOfNobody();

  constructor(
    private readonly parts: SignInParts,
    private readonly surroundings: SignInSurroundings,
    private readonly refusalPaceMs = 250,
  ) {
    this.#passwords = new KeptPasswords(parts.seal);
  }

  /**
   * Refused with a `SignInReason`. What it answers is durable: the sign-in is recorded and the code is used up.
   * @throws `Busy` when the turn of its password does not come in time, and `Abandoned`
   */
  async signIn(attempt: SignInAttempt, now: Date, requester: Requester): Promise<SignedIn> {
    await this.#limit(attempt, now);
    const begun = performance.now();
    try {
      return await this.#attempt(attempt, now, requester);
    } catch (fault) {
      // Whatever was looked up and written meanwhile, a refusal comes at the next of the same moments.
      const passed = performance.now() - begun;
      if (fault instanceof Refusal) await sleep(Math.ceil(passed / this.refusalPaceMs) * this.refusalPaceMs - passed);
      throw fault;
    }
  }

  async #attempt(attempt: SignInAttempt, now: Date, requester: Requester): Promise<SignedIn> {
    const found = await this.#find(attempt);
    if (!found) {
      await matchPassword(attempt.password, [this.#nobody], requester);
      throw new Refusal<SignInReason>('sign-in-refused');
    }
    const { user, profile } = found;
    const preference = await this.parts.settings.securityPreference(user.accountId);
    try {
      return await this.#check(attempt, user, profile, preference, now, requester);
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const { reason, detail } = fault;
      await this.#record({ user, sourceAddress: attempt.sourceAddress, now, outcome: reason, detail });
      throw new Refusal<SignInReason>(reason);
    }
  }

  async #limit({ account, userName, sourceAddress }: SignInAttempt, now: Date): Promise<void> {
    for (const key of [`from ${networkOf(sourceAddress)}`, `of ${account.toLowerCase()} ${nameKey(userName)}`]) {
      const taken = await this.surroundings.take(`sign-in ${bucketOf(key)}`, ATTEMPTS, now.getTime());
      if (!taken.allowed) {
        throw new Refusal<SignInReason>('sign-in-throttled', { retryAfterMs: String(taken.retryAfterMs) });
      }
    }
  }

  async #find({
    account,
    userName,
  }: SignInAttempt): Promise<{ readonly user: User; readonly profile: StoredLoginProfile } | undefined> {
    const accountId = await this.parts.settings.accountCalled(account);
    const user = accountId === undefined ? undefined : await this.parts.users.find(accountId, userName);
    const profile = user && (await this.parts.profiles.findLoginProfile(user.id));
    return user && profile ? { user, profile } : undefined;
  }

  async #check(
    attempt: SignInAttempt,
    user: User,
    profile: StoredLoginProfile,
    preference: SecurityPreference,
    now: Date,
    requester: Requester,
  ): Promise<SignedIn> {
    const policy = await this.parts.settings.passwordPolicy(user.accountId);
    const isLocked = !(await this.#countAttempt(user, policy.maxAttempts, now));
    const { isPresent } = await this.#passwords.compare(user.id, attempt.password, profile.sealedPasswords, requester);
    if (isLocked) throw new Refused('sign-in-refused', 'too many wrong passwords within an hour');
    if (!isPresent) throw new Refused('sign-in-refused', 'the password is wrong');
    if (!isInNetwork(attempt.sourceAddress, preference)) {
      throw new Refused('sign-in-refused', 'the address is not in the networks of the security preference');
    }
    const tooOld = isTooOld(profile.passwordAt, policy, now);
    if (tooOld && policy.hardExpiry) throw new Refused('sign-in-refused', 'the password is too old');

    const mfa = await this.#secondFactor(attempt, user, preference, now);
    const mustHaveDevice = profile.mfaRequired || preference.mfaAtSignIn === 'mandatory';
    await this.parts.profiles
      .commit([
        ...mfa.change,
        ...this.parts.profiles.forgetAttempts(user.id),
        ...this.parts.profiles.recordSignIn(user.id, now),
        ...this.surroundings.record({
          user,
          sourceAddress: attempt.sourceAddress,
          now,
          outcome: 'OK',
          detail: undefined,
        }),
      ])
      .catch((fault: unknown) => {
        if (isRefusal<'mfa-code-used'>(fault, 'mfa-code-used'))
          throw new Refused('sign-in-refused', 'the code was used before');
        throw fault;
      });
    return {
      accountId: user.accountId,
      userId: user.id,
      userName: user.name,
      arn: userArn(user.accountId, user.name),
      mfaPresent: mfa.present,
      signedInAt: now,
      expiresAt: new Date(now.getTime() + preference.sessionHours * 3_600_000),
      mustDo:
        tooOld || profile.resetRequired
          ? 'change-password'
          : mustHaveDevice && !mfa.present
            ? 'bind-mfa-device'
            : undefined,
      rememberedBy: mfa.rememberedBy,
    };
  }

  /** False where the user may not try any more. */
  async #countAttempt(user: User, limit: number, now: Date): Promise<boolean> {
    try {
      await this.parts.profiles.commit(this.parts.profiles.countAttempt(user.id, limit, now));
      return true;
    } catch (fault) {
      if (isRefusal<'too-many-attempts'>(fault, 'too-many-attempts')) return false;
      throw fault;
    }
  }

  /** A user with a device gives a code of it, or what an earlier sign-in left; one without is not asked. */
  async #secondFactor(
    { code, rememberedBy }: SignInAttempt,
    user: User,
    { mfaIsRemembered }: SecurityPreference,
    now: Date,
  ): Promise<{ readonly present: boolean; readonly change: Change; readonly rememberedBy: string | undefined }> {
    const device = await this.parts.devices.findOf(user);
    if (!device) return { present: false, change: [], rememberedBy: undefined };
    if (mfaIsRemembered && rememberedBy !== undefined) {
      if (await this.parts.remembered.isGood(rememberedBy, device, user, now)) {
        return { present: true, change: [], rememberedBy };
      }
    }
    if (code === undefined || code === '') {
      // Wrong codes stay counted: who knows the password must not be able to try codes for ever.
      await this.parts.profiles.commit(this.parts.profiles.uncountAttempt(user.id));
      throw new Refused('mfa-code-needed', 'the code of the MFA device is missing');
    }
    const change = await this.parts.devices.spend(device, code, now);
    if (!change) throw new Refused('sign-in-refused', 'the code of the MFA device is wrong');
    return {
      present: true,
      change,
      rememberedBy: mfaIsRemembered ? await this.parts.remembered.write(device, user, now) : undefined,
    };
  }

  async #record(facts: SignInFacts): Promise<void> {
    await this.parts.profiles.commit(this.surroundings.record(facts));
  }
}

/** Inside this file: with what administrators are told. */
class Refused extends Error {
  constructor(
    readonly reason: Exclude<SignInReason, 'sign-in-throttled'>,
    readonly detail: string,
  ) {
    super(reason);
  }
}

/** Who has one IPv6 address has the whole network of 64 bits (RFC 4291 section 2.5.1), so it counts as one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const [before, after] = [head.split(':'), tail?.split(':') ?? []];
  const between = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].slice(0, 4).join(':');
}

function bucketOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() % BUCKETS;
}
