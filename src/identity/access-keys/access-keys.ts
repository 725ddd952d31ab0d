/**
 * Access keys of users and of the account itself: wire/ram-sts.md sections 9 and 10. A secret is shown once, to the caller that makes the
 * key; what is kept is sealed and bound to the key and its owner, so that it opens in no other record.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import type { Seal } from '../../seal/seal.js';
import { sealBytes } from '../../seal/sealed.js';
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type {
  AccessKey,
  AccessKeyStatus,
  AccessKeyStore,
  KeyChangeReason,
  KeyOwner,
  SealedAccessKey,
} from '../store.js';

/** A key that was just made: the only moment at which its secret is known in the open. */
export interface NewAccessKey {
  readonly key: AccessKey;
  readonly secret: string;
  readonly change: Change<'user-missing' | 'access-key-limit'>;
}

export class AccessKeys {
  constructor(
    private readonly store: AccessKeyStore,
    private readonly seal: Seal,
    private readonly identifiers: Identifiers,
  ) {}

  async create(owner: KeyOwner, now: Date): Promise<NewAccessKey> {
    const secret = this.identifiers.accessKeySecret();
    const key = await sealAccessKey(this.seal, owner, this.identifiers.accessKeyId(), secret, now);
    return { key, secret, change: this.store.addAccessKey(key, limits.accessKeysPerOwner) };
  }

  list(owner: KeyOwner): Promise<AccessKey[]> {
    return this.store.listAccessKeys(owner);
  }

  /** Refused with `access-key-missing`. */
  async get(owner: KeyOwner, accessKeyId: string): Promise<AccessKey> {
    const key = await this.store.findAccessKey(owner, accessKeyId);
    if (!key) throw new Refusal<IdentityReason>('access-key-missing');
    return key;
  }

  setStatus(owner: KeyOwner, accessKeyId: string, status: AccessKeyStatus): Change<KeyChangeReason> {
    return this.store.setAccessKeyStatus(owner, accessKeyId, status);
  }

  delete(owner: KeyOwner, accessKeyId: string): Change<KeyChangeReason> {
    return this.store.removeAccessKey(owner, accessKeyId);
  }
}

/** Without a user name, a caller means its own keys. Refused with `user-missing` for a caller that has none. */
export function keyOwnerOf({ kind, accountId, id }: Principal): KeyOwner {
  if (kind === 'account') return { accountId, userId: null };
  if (kind === 'user') return { accountId, userId: id };
  throw new Refusal<IdentityReason>('user-missing');
}

/** A new, active key as it is stored. */
export async function sealAccessKey(
  seal: Seal,
  { accountId, userId }: KeyOwner,
  id: string,
  secret: string,
  now: Date,
): Promise<SealedAccessKey> {
  const plaintext = Buffer.from(secret);
  try {
    const sealedSecret = await sealBytes(seal, plaintext, secretRecordId({ accountId, userId, id }));
    return { accountId, userId, id, status: 'Active', createdAt: now, lastUsedAt: null, sealedSecret };
  } finally {
    plaintext.fill(0);
  }
}

/** What a sealed secret is bound to: the key and whose it is, so that no other row of the database can be given it. */
export function secretRecordId({ accountId, userId, id }: KeyOwner & { readonly id: string }): string {
  return `access-key ${accountId} ${userId ?? 'root'} ${id}`;
}
