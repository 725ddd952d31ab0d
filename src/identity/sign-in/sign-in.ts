/**
 * Signing in with a password: the check behind `POST /sign-in`, and not an operation of the API (wire/ram-sts.md section 12.6).
 *
 * Whoever is refused learns one thing, that it did not work: whether there is such an account or user, whether it is locked, or comes from a network
 * that is not allowed, is in the audit log only. Each attempt costs one derivation of a password, also where there is nobody to compare with, and
 * refusals are answered at fixed paces, so the time says no more. Attempts are limited by the network and by the name that is tried
 * (attempt-limits.ts), and those with a wrong password by the account's password policy, which the database counts.
 */
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
import { userArn } from '../names.js';
import type { Sessions } from '../sessions/sessions.js';
import type { User } from '../users/user.js';
import type { Users } from '../users/users.js';
import type { SignedIn, SignInAttempt, SignInFacts, SignInReason, SignInSurroundings } from './attempt.js';
import { waitForAttempt } from './attempt-limits.js';
import type { RememberedDevices } from './remembered-devices.js';
import { stateOf } from './users-with-password.js';

export interface SignInParts {
  readonly users: Pick<Users, 'find'>;
  readonly profiles: LoginProfileStore;
  readonly devices: Pick<MfaDevices, 'findOf' | 'spend'>;
  readonly remembered: RememberedDevices;
  readonly settings: Pick<AccountSettings, 'accountCalled' | 'passwordPolicy' | 'securityPreference'>;
  readonly sessions: Pick<Sessions, 'beginOfUser'>;
  readonly seal: Seal;
}

interface Found {
  readonly user: User;
  readonly profile: StoredLoginProfile;
}

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
   * Refused with a `SignInReason`. What it answers is durable: the attempt is recorded, and the code is used up.
   * @throws `Busy` when the turn of its password does not come in time, and `Abandoned`
   */
  async signIn(attempt: SignInAttempt, now: Date, requester: Requester): Promise<SignedIn> {
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
    const retryAfterMs = await waitForAttempt(this.surroundings.take, attempt, now);
    const accountId = await this.parts.settings.accountCalled(attempt.account);
    const found = accountId === undefined ? undefined : await this.#find(accountId, attempt.userName);
    try {
      if (retryAfterMs > 0) throw new Refused('sign-in-throttled', 'too many attempts, of any kind', { retryAfterMs });
      if (found) return await this.#check(attempt, found, now, requester);
      await matchPassword(attempt.password, [this.#nobody], requester);
      throw new Refused('sign-in-refused', 'no user of this name has a password');
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const { reason, detail, retryAfter } = fault;
      const { sourceAddress } = attempt;
      if (accountId !== undefined) {
        const facts = { accountId, user: found?.user, sourceAddress, now, outcome: reason, detail };
        await this.surroundings.recordRefusal(facts);
      }
      throw new Refusal<SignInReason>(reason, retryAfter);
    }
  }

  async #find(accountId: string, userName: string): Promise<Found | undefined> {
    const user = await this.parts.users.find(accountId, userName);
    const profile = user && (await this.parts.profiles.findLoginProfile(user.id));
    return user && profile ? { user, profile } : undefined;
  }

  async #check(attempt: SignInAttempt, found: Found, now: Date, requester: Requester): Promise<SignedIn> {
    const { user, profile } = found;
    const policy = await this.parts.settings.passwordPolicy(user.accountId);
    const preference = await this.parts.settings.securityPreference(user.accountId);
    await this.#comparePassword(attempt, found, policy.maxAttempts, now, requester);
    if (!isInNetwork(attempt.sourceAddress, preference)) {
      throw new Refused('sign-in-refused', 'the address is not in the networks of the security preference');
    }
    const tooOld = isTooOld(profile.passwordAt, policy, now);
    if (tooOld && policy.hardExpiry) throw new Refused('sign-in-refused', 'the password is too old');

    const mfa = await this.#secondFactor(attempt, user, preference, now);
    const needsDevice = (profile.mfaRequired || preference.mfaAtSignIn === 'mandatory') && !mfa.present;
    const mustDo = tooOld || profile.resetRequired ? 'change-password' : needsDevice ? 'bind-mfa-device' : undefined;
    const key = await this.parts.sessions.beginOfUser(
      {
        userId: user.id,
        profile: stateOf(profile),
        mfaPresent: mfa.present,
        mustDo,
        seconds: mustDo === undefined ? preference.sessionHours * 3600 : DUTY_SECONDS,
      },
      now,
    );
    const { accountId } = user;
    const session = { accessKeyId: key.accessKeyId, mfaPresent: mfa.present };
    const { sourceAddress } = attempt;
    await this.#commitSuccess(user, mfa.change, { accountId, user, sourceAddress, now, outcome: 'OK', session });
    return {
      key,
      accountId,
      userId: user.id,
      userName: user.name,
      arn: userArn(user.accountId, user.name),
      mfaPresent: mfa.present,
      mustDo,
      rememberedBy: mfa.rememberedBy,
    };
  }

  /** Returns for the present password of a user who may still try. */
  async #comparePassword(
    { password }: SignInAttempt,
    { user, profile }: Found,
    maxAttempts: number,
    now: Date,
    requester: Requester,
  ): Promise<void> {
    const isLocked = !(await this.#countAttempt(user, maxAttempts, now));
    const compared = this.#passwords.compare(user.id, password, profile.sealedPasswords, requester);
    const { isPresent } = await compared.catch(async (fault: unknown) => {
      // Nothing was compared, so nothing was tried: who comes again when the server has time again must not be locked out by then.
      if (!isLocked) await this.parts.profiles.commit(this.parts.profiles.uncountAttempt(user.id));
      throw fault;
    });
    if (isLocked) throw new Refused('sign-in-refused', 'too many wrong passwords within an hour');
    if (!isPresent) throw new Refused('sign-in-refused', 'the password is wrong');
  }

  async #commitSuccess(user: User, codeIsUsed: Change, facts: SignInFacts): Promise<void> {
    const { profiles } = this.parts;
    try {
      await profiles.commit([
        ...codeIsUsed,
        ...profiles.forgetAttempts(user.id),
        ...profiles.recordSignIn(user.id, facts.now),
        ...this.surroundings.record(facts),
      ]);
    } catch (fault) {
      if (!isRefusal<'mfa-code-used'>(fault, 'mfa-code-used')) throw fault;
      throw new Refused('sign-in-refused', 'the code was used before');
    }
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
}

/** For what a user has to do first. */
const DUTY_SECONDS = 900;

/** Inside this file: with what administrators are told. */
class Refused extends Error {
  readonly retryAfter: Readonly<Record<string, string>>;

  constructor(
    readonly reason: SignInReason,
    readonly detail: string,
    { retryAfterMs }: { readonly retryAfterMs?: number } = {},
  ) {
    super(reason);
    this.retryAfter = retryAfterMs === undefined ? {} : { retryAfterMs: String(retryAfterMs) };
  }
}
