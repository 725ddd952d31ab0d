/**
 * What an account has decided for all of its users: password policy, security preference, and by which alias it is signed in to. What was never
 * set has its default; a call sets the members that it names and leaves the others, also where another call sets some at the same moment.
 */
import { type Change, Refusal } from '../../domain/change.js';
import { defaultPasswordPolicy, type PasswordPolicy } from './password-policy.js';
import { defaultSecurityPreference, type SecurityPreference } from './security-preference.js';

export type AliasReason = 'account-alias-exists';

export type SettingValue = string | number | boolean;

export interface AccountSettingsStore {
  /** By the names of members, of one group of settings. */
  readSettings(accountId: string, group: SettingGroup): Promise<Readonly<Record<string, SettingValue>>>;
  writeSettings(accountId: string, group: SettingGroup, values: Readonly<Record<string, SettingValue>>): Change<never>;
  findAlias(accountId: string): Promise<string | undefined>;
  /** The id of the account that has the alias. */
  findAccountOfAlias(alias: string): Promise<string | undefined>;
  hasAccount(accountId: string): Promise<boolean>;
  setAlias(accountId: string, alias: string): Change<AliasReason>;
  removeAlias(accountId: string): Change<never>;
}

export type SettingGroup = 'password-policy' | 'security-preference';

export class AccountSettings {
  constructor(private readonly store: AccountSettingsStore) {}

  async passwordPolicy(accountId: string): Promise<PasswordPolicy> {
    return { ...defaultPasswordPolicy, ...(await this.store.readSettings(accountId, 'password-policy')) };
  }

  /** @returns the policy as it is with this change */
  async setPasswordPolicy(
    accountId: string,
    given: Partial<PasswordPolicy>,
  ): Promise<{ readonly policy: PasswordPolicy; readonly change: Change<never> }> {
    const members = present(given);
    return {
      policy: { ...(await this.passwordPolicy(accountId)), ...members },
      change: this.store.writeSettings(accountId, 'password-policy', members),
    };
  }

  async securityPreference(accountId: string): Promise<SecurityPreference> {
    return { ...defaultSecurityPreference, ...(await this.store.readSettings(accountId, 'security-preference')) };
  }

  /** @returns the preference as it is with this change */
  async setSecurityPreference(
    accountId: string,
    given: Partial<SecurityPreference>,
  ): Promise<{ readonly preference: SecurityPreference; readonly change: Change<never> }> {
    const members = present(given);
    return {
      preference: { ...(await this.securityPreference(accountId)), ...members },
      change: this.store.writeSettings(accountId, 'security-preference', members),
    };
  }

  alias(accountId: string): Promise<string | undefined> {
    return this.store.findAlias(accountId);
  }

  /** Refused with `account-alias-exists` where another account has it. */
  async setAlias(accountId: string, alias: string): Promise<Change<AliasReason>> {
    const owner = await this.store.findAccountOfAlias(alias);
    if (owner !== undefined && owner !== accountId) throw new Refusal<AliasReason>('account-alias-exists');
    return this.store.setAlias(accountId, alias);
  }

  removeAlias(accountId: string): Change<never> {
    return this.store.removeAlias(accountId);
  }

  /** The account that is called by its alias or its id; undefined where there is none. */
  async accountCalled(aliasOrId: string): Promise<string | undefined> {
    if (/^\d{16}$/.test(aliasOrId)) return (await this.store.hasAccount(aliasOrId)) ? aliasOrId : undefined;
    return this.store.findAccountOfAlias(aliasOrId.toLowerCase());
  }
}

function present<Members extends object>(members: Members): Readonly<Record<string, SettingValue>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
