/**
 * Accounts of databases as managed secrets (wire/kms.md section 11.2). With one account the old password ends with the rotation. With two the one that is not current gets
 * a new password and becomes current, so that readers of the version before go on working.
 */
import { randomIdentifier } from '../crypto/random.js';
import { type Change, isRefusal, Refusal } from '../domain/change.js';
import { ATTEMPT_MS } from '../kms/secrets/managed/rotation-times.js';
import type { Account, Adopted, Rotated, Rotator, TargetKind, Wanted } from '../kms/secrets/managed/rotator.js';
import { randomPassword } from '../kms/secrets/random-password.js';
import type { SecretReason } from '../kms/secrets/refusals.js';
import type { AccountClaim, OpenTarget, TargetStore } from '../kms/targets/target.js';
import type { Targets } from '../kms/targets/targets.js';
import type { TargetAccess } from './targets/access.js';

type WantedAccounts = Extract<Wanted, { readonly type: 'Rds' | 'PolarDB' | 'Redis' }>;
type Owner = { readonly accountId: string; readonly name: string };

/** Letters, digits, - and _: no database, shell or URL reads them as anything else. */
const PASSWORD = {
  length: 32,
  without: '!"#$%&\'()*+,./:;<=>?@[\\]^`{|}~',
  lowercase: true,
  uppercase: true,
  digits: true,
  punctuation: true,
  eachKind: true,
} as const;

export class TargetAccounts implements Rotator<WantedAccounts> {
  constructor(
    private readonly targets: Targets,
    private readonly store: TargetStore,
    private readonly accesses: Readonly<Record<TargetKind, TargetAccess>>,
  ) {}

  async adopt(owner: Owner, wanted: WantedAccounts, now: Date): Promise<Adopted> {
    const target = await this.#targetOf(owner.accountId, wanted.instanceId);
    return wanted.type === 'Rds' ? this.#takeOver(owner, target, wanted, now) : this.#make(owner, target, wanted, now);
  }

  async next({ managed, values }: Rotated): Promise<{ value: string; change: Change<SecretReason> }> {
    const { accounts } = sourceOf(managed);
    const current = accountIn(values.current).name;
    const name = accounts.length === 1 ? accounts[0] : accounts.find(it => it !== current);
    return { value: secretData({ name: name ?? accounts[0], password: newPassword() }), change: [] };
  }

  async apply({ secret, managed }: Rotated, value: string): Promise<void> {
    const target = await this.#targetOf(secret.accountId, sourceOf(managed).instanceId);
    await this.accesses[target.kind].setPassword(target, accountIn(value));
  }

  /** Accounts that are there: whoever knows their passwords may have them managed. */
  async #takeOver(
    owner: Owner,
    target: OpenTarget,
    { accounts }: Extract<Wanted, { readonly type: 'Rds' }>,
    now: Date,
  ): Promise<Adopted> {
    if (target.kind === 'redis')
      throw wrong('ExtendedConfig', 'names a target that is Redis; its secrets are of the type Redis');
    const claims = await this.#claims(
      owner,
      target,
      accounts.map(({ name }) => name),
      now,
    );
    for (const account of accounts) {
      if (!(await this.accesses[target.kind].logIn(target, account))) {
        throw wrong('SecretData', `must hold the passwords as they are: "${account.name}" cannot log in`);
      }
    }
    const [first, second] = accounts;
    return {
      source: sourceFor(target, second ? [first.name, second.name] : [first.name]),
      values: { current: secretData(first), previous: second && secretData(second) },
      change: claims.flatMap(({ claim, earlier }) =>
        earlier ? this.store.moveClaim(earlier, claim.token, now) : this.store.insertClaim(claim),
      ),
    };
  }

  /** New accounts. They are claimed before they are made: a call that comes after a crash makes them its own. */
  async #make(
    owner: Owner,
    target: OpenTarget,
    wanted: Extract<Wanted, { readonly type: 'PolarDB' | 'Redis' }>,
    now: Date,
  ): Promise<Adopted> {
    if (target.kind !== wanted.kind)
      throw wrong('ExtendedConfig', `names a target of another kind: it is ${target.kind}`);
    const access = this.accesses[target.kind];
    const claims = await this.#claims(owner, target, wanted.accountNames, now);
    for (const { claim, earlier } of claims) {
      if (!earlier && (await access.exists(target, claim.name))) {
        throw wrong(
          'ExtendedConfig',
          `names the account "${claim.name}", which the target has already: it makes new ones`,
        );
      }
    }
    await this.#commit(
      claims.flatMap(({ claim, earlier }) =>
        earlier ? this.store.moveClaim(earlier, claim.token, now) : this.store.insertClaim(claim),
      ),
    );
    const [first, second] = wanted.accountNames.map(name => ({ name, password: newPassword() })) as [Account, Account];
    const { privilege, database } = wanted;
    const mayExist = claims.some(({ earlier }) => earlier !== undefined);
    await access.make(target, first, { privilege, database, as: undefined }, mayExist);
    await access.make(target, second, { privilege, database, as: first.name }, mayExist);
    return {
      source: sourceFor(target, wanted.accountNames),
      values: { current: secretData(first), previous: secretData(second) },
      // Unless another call has taken over meanwhile, whose passwords would be others.
      change: claims.flatMap(({ claim }) => this.store.moveClaim(claim, claim.token, now)),
    };
  }

  /** One for each account, with the one that an earlier call for the same secret has left behind. */
  async #claims(
    { accountId, name: secretName }: Owner,
    { instanceId, administrator }: OpenTarget,
    names: readonly string[],
    now: Date,
  ): Promise<readonly { readonly claim: AccountClaim; readonly earlier: AccountClaim | undefined }[]> {
    const there = await this.store.findClaims(accountId, instanceId);
    const token = randomIdentifier(now.getTime());
    return names.map(name => {
      if (name === administrator.name) {
        throw wrong('ExtendedConfig', `names the account "${name}", through which the server changes the others`);
      }
      const earlier = there.find(it => it.name === name);
      if (earlier && earlier.secretName !== secretName) {
        throw wrong('ExtendedConfig', `names the account "${name}", which another secret manages`);
      }
      if (earlier && earlier.claimedAt.getTime() + ATTEMPT_MS > now.getTime()) {
        throw new Refusal<SecretReason>('secret-changed');
      }
      return { claim: { accountId, instanceId, name, secretName, token, claimedAt: now }, earlier };
    });
  }

  async #targetOf(accountId: string, instanceId: string): Promise<OpenTarget> {
    const target = await this.targets.find(accountId, instanceId);
    if (target) return target;
    const Why = `no target "${instanceId}" is registered for this account; the administrator of the server registers it with \`chancery target add ${instanceId}\``;
    throw new Refusal<SecretReason>('target-failed', { Why });
  }

  async #commit(change: Change): Promise<void> {
    try {
      await this.store.commit(change);
    } catch (fault) {
      if (isRefusal<SecretReason>(fault, 'secret-changed')) throw new Refusal<SecretReason>('secret-changed');
      throw fault;
    }
  }
}

const sourceFor = ({ instanceId }: OpenTarget, accounts: readonly [string] | readonly [string, string]) =>
  ({ kind: 'account', instanceId, accounts }) as const;

function sourceOf({ source }: Rotated['managed']) {
  if (source.kind !== 'account') throw new Error('a secret of a database has another source');
  return source;
}

function newPassword(): string {
  const password = randomPassword(PASSWORD);
  if (password === undefined) throw new Error('the rules leave no password');
  return password;
}

/** As readers get it. */
const secretData = ({ name, password }: Account): string =>
  JSON.stringify({ AccountName: name, AccountPassword: password });

function accountIn(value: string): Account {
  const { AccountName, AccountPassword } = JSON.parse(value) as { AccountName: string; AccountPassword: string };
  return { name: AccountName, password: AccountPassword };
}

const wrong = (P: string, Rule: string) => new Refusal<SecretReason>('credentials-wrong', { P, Rule });
