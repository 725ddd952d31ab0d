/** Login profiles of users: that a user can sign in, and with which password (wire/ram-sts.md sections 9 and 10). */
import { type Change, Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import type { Seal } from '../../seal/seal.js';
import type { AccountSettings } from '../account-settings/account-settings.js';
import { isCompliant } from '../account-settings/password-policy.js';
import type { User } from '../users/user.js';
import { KeptPasswords } from './kept-passwords.js';
import type { LoginProfile, LoginProfileReason, LoginProfileStore, StoredLoginProfile } from './login-profile.js';

export type PasswordReason =
  | 'password-too-weak'
  | 'new-password-too-weak'
  | 'new-password-reused'
  | 'old-password-wrong'
  | 'too-many-attempts';

export interface ProfileDemands {
  readonly resetRequired?: boolean | undefined;
  readonly mfaRequired?: boolean | undefined;
}

export class LoginProfiles {
  readonly #passwords: KeptPasswords;

  constructor(
    private readonly store: LoginProfileStore,
    private readonly settings: Pick<AccountSettings, 'passwordPolicy'>,
    seal: Seal,
  ) {
    this.#passwords = new KeptPasswords(seal);
  }

  /** Refused with `login-profile-missing`. */
  async get(user: User): Promise<LoginProfile> {
    return this.#get(user);
  }

  /** When the user last signed in. */
  async lastSignIn(user: User): Promise<Date | undefined> {
    return (await this.store.findSignIns(user.id))?.lastSignInAt;
  }

  /** Refused with `login-profile-exists`, `password-too-weak`. */
  async create(
    user: User,
    password: string,
    { resetRequired = false, mfaRequired = false }: ProfileDemands,
    now: Date,
    requester: Requester,
  ): Promise<{ readonly made: LoginProfile; readonly change: Change<LoginProfileReason> }> {
    if (await this.store.findLoginProfile(user.id)) throw new Refusal<LoginProfileReason>('login-profile-exists');
    await this.#refuseWeak(user, password, 'password-too-weak');
    const made: StoredLoginProfile = {
      userId: user.id,
      resetRequired,
      mfaRequired,
      passwordAt: now,
      createdAt: now,
      updatedAt: now,
      sealedPasswords: await this.#passwords.add(user.id, password, requester),
      revision: 1,
    };
    return { made, change: this.store.addLoginProfile(user, made) };
  }

  /**
   * Changes what is given. A password that is the present one already stays as it is and as old as it is.
   * Refused with `login-profile-missing`, `login-profile-raced`, `password-too-weak`.
   */
  async update(
    user: User,
    password: string | undefined,
    demands: ProfileDemands,
    now: Date,
    requester: Requester,
  ): Promise<Change<LoginProfileReason>> {
    const profile = await this.#get(user);
    const changed = {
      ...profile,
      resetRequired: demands.resetRequired ?? profile.resetRequired,
      mfaRequired: demands.mfaRequired ?? profile.mfaRequired,
      updatedAt: now,
      revision: profile.revision + 1,
    };
    if (password === undefined) return this.store.updateLoginProfile(changed);
    const { isPresent } = await this.#passwords.compare(user.id, password, profile.sealedPasswords, requester);
    if (isPresent) return this.store.updateLoginProfile(changed);
    await this.#refuseWeak(user, password, 'password-too-weak');
    const sealedPasswords = await this.#passwords.add(user.id, password, requester, profile.sealedPasswords);
    // Who gives a user another password lets the user in again.
    return [
      ...this.store.updateLoginProfile({ ...changed, sealedPasswords, passwordAt: now }),
      ...this.store.forgetAttempts(user.id),
    ];
  }

  /** Refused with `login-profile-missing`. */
  async delete(user: User): Promise<Change<LoginProfileReason>> {
    await this.#get(user);
    return this.store.removeLoginProfile(user);
  }

  /**
   * The user's own change of its password. An attempt counts as a sign-in does, so nobody can try old passwords here either.
   * Refused with `login-profile-missing`, `login-profile-raced`, `too-many-attempts`, `old-password-wrong`, `new-password-too-weak`,
   * `new-password-reused`.
   */
  async changePassword(
    user: User,
    given: { readonly old: string; readonly new: string },
    now: Date,
    requester: Requester,
  ): Promise<Change<LoginProfileReason>> {
    const profile = await this.#get(user);
    const policy = await this.settings.passwordPolicy(user.accountId);
    await this.store.commit(this.store.countAttempt(user.id, policy.maxAttempts, now));
    const old = await this.#passwords.compare(user.id, given.old, profile.sealedPasswords, requester);
    if (!old.isPresent) throw new Refusal<PasswordReason>('old-password-wrong');
    await this.store.commit(this.store.uncountAttempt(user.id));
    await this.#refuseWeak(user, given.new, 'new-password-too-weak');
    const { age } = await this.#passwords.compare(user.id, given.new, profile.sealedPasswords, requester);
    if (age !== undefined && age < policy.reusePrevention) throw new Refusal<PasswordReason>('new-password-reused');
    const sealedPasswords = await this.#passwords.add(user.id, given.new, requester, profile.sealedPasswords);
    return this.store.updateLoginProfile({
      ...profile,
      sealedPasswords,
      resetRequired: false,
      passwordAt: now,
      updatedAt: now,
      revision: profile.revision + 1,
    });
  }

  async #get(user: User): Promise<StoredLoginProfile> {
    const profile = await this.store.findLoginProfile(user.id);
    if (!profile) throw new Refusal<LoginProfileReason>('login-profile-missing');
    return profile;
  }

  async #refuseWeak(user: User, password: string, reason: PasswordReason): Promise<void> {
    const policy = await this.settings.passwordPolicy(user.accountId);
    if (!isCompliant(password, policy, user.name)) throw new Refusal<PasswordReason>(reason);
  }
}
