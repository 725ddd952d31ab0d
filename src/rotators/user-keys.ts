/**
 * AccessKeys of RAM users as managed secrets (wire/kms.md section 11.2): a rotation gives the user a new key, which works at once, and the old one stays valid for
 * two days, as in the cloud. Keys and secrets are in one database, so a rotation is one change.
 */
import { timingSafeEqual } from 'node:crypto';
import { type Change, Refusal } from '../domain/change.js';
import type { Identity } from '../identity/identity.js';
import type { KeyOwner } from '../identity/store.js';
import type { Adopted, GivenKey, Rotated, Rotator, Wanted } from '../kms/secrets/managed/rotator.js';
import type { SecretReason } from '../kms/secrets/refusals.js';
import { utcTime } from '../text/utc-time.js';

const GRACE_MS = 48 * 3_600_000;

type Services = Pick<Identity, 'users' | 'accessKeys' | 'credentials'>;
type WantedKey = Extract<Wanted, { readonly type: 'RAMCredentials' }>;

export class UserKeys implements Rotator<WantedKey> {
  constructor(private readonly identity: Services) {}

  async adopt(
    { accountId }: { readonly accountId: string },
    { userName, key }: WantedKey,
    now: Date,
  ): Promise<Adopted> {
    const user = await this.identity.users.find(accountId, userName);
    if (!user) throw wrong('ExtendedConfig', 'names a RAM user that the account does not have');
    const owner = { accountId, userId: user.id };
    const keys = await this.identity.accessKeys.list(owner);
    const own = keys.find(({ id }) => id === key.id);
    if (own?.status !== 'Active' || !(await this.#isSecretOf(key, now))) {
      throw wrong('SecretData', 'must hold an active AccessKey of the user, with its secret');
    }
    if (keys.length > 1) {
      throw wrong(
        'SecretData',
        'must hold the only AccessKey of the user, since a rotation needs room for a second one: delete the other',
      );
    }
    return {
      source: { kind: 'user-key', userId: user.id, userName: user.name },
      values: { current: secretData(key, own.createdAt), previous: undefined },
      change: [],
    };
  }

  async next({ secret, managed, values }: Rotated, now: Date) {
    const owner = ownerOf(secret, managed);
    const ids = (await this.identity.accessKeys.list(owner)).map(({ id }) => id);
    const managedIds = [
      keyIn(values.current).id,
      ...(values.previous === undefined ? [] : [keyIn(values.previous).id]),
    ];
    if (ids.filter(id => !managedIds.includes(id)).length > 0) {
      throw failed(
        'the RAM user has an AccessKey that the secret does not manage: delete it, and the rotation has room for a new one',
      );
    }
    const { key, secret: keySecret, change } = await this.identity.accessKeys.create(owner, now);
    return {
      value: secretData({ id: key.id, secret: keySecret }, now),
      change: asSecretChange(change),
      retireAfterMs: GRACE_MS,
    };
  }

  /** Somebody may have deleted the key already. */
  async retire({ secret, managed, values }: Rotated): Promise<Change<SecretReason>> {
    if (values.previous === undefined) return [];
    const owner = ownerOf(secret, managed);
    const { id } = keyIn(values.previous);
    const isThere = (await this.identity.accessKeys.list(owner)).some(it => it.id === id);
    return isThere ? asSecretChange(this.identity.accessKeys.delete(owner, id)) : [];
  }

  async #isSecretOf({ id, secret }: GivenKey, now: Date): Promise<boolean> {
    const credential = await this.identity.credentials.findCredential(id, now);
    const stored = await credential?.open();
    if (!stored) return false;
    const given = Buffer.from(secret);
    try {
      return stored.length === given.length && timingSafeEqual(stored, given);
    } finally {
      stored.fill(0);
      given.fill(0);
    }
  }
}

function ownerOf({ accountId }: Rotated['secret'], { source }: Rotated['managed']): KeyOwner {
  if (source.kind !== 'user-key') throw new Error('a secret of a RAM user has another source');
  return { accountId, userId: source.userId };
}

/** As readers get it. */
const secretData = ({ id, secret }: GivenKey, madeAt: Date): string =>
  JSON.stringify({ AccessKeyId: id, AccessKeySecret: secret, GenerateTimestamp: utcTime(madeAt) });

function keyIn(value: string): GivenKey {
  const { AccessKeyId, AccessKeySecret } = JSON.parse(value) as { AccessKeyId: string; AccessKeySecret: string };
  return { id: AccessKeyId, secret: AccessKeySecret };
}

/** What the keys are refused with at the moment of the commit is a race with another call about them. */
const asSecretChange = (change: Change): Change<SecretReason> =>
  change.map(({ otherwise, ...step }) => (otherwise === undefined ? step : { ...step, otherwise: 'secret-changed' }));

const wrong = (P: string, Rule: string) => new Refusal<SecretReason>('credentials-wrong', { P, Rule });
const failed = (Why: string) => new Refusal<SecretReason>('target-failed', { Why });
