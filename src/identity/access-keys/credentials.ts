/** Finds, for the AccessKeyId of a request, the principal and the secret that the signature is checked with. */
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Reading } from '../../caches/generations.js';
import { isFresh, LastUse } from '../../caches/last-use.js';
import type { Change } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import { type ClosedSecret, OpenSecrets } from '../../seal/open-secrets.js';
import type { Seal } from '../../seal/seal.js';
import { accountArn, userArn } from '../names.js';
import type { AccessKeyStatus, CredentialStore, NamedAccessKey } from '../store.js';
import { secretRecordId } from './access-keys.js';

export interface Credential {
  readonly principal: Principal;
  readonly status: AccessKeyStatus;
  /** When the key was last used, to the minute; undefined when never. */
  readonly lastUsedAt: Date | undefined;
  /** Unseals the secret. The caller wipes it. Rejects with `SealError` when the record was tampered with. */
  open(): Promise<Buffer>;
  /** Writes down that the key is used; empty while the last time on record is less than a minute old. */
  markUsed(now: Date): Change<never>;
}

/** What is kept of a key; its secret stays sealed. */
interface KnownKey {
  readonly key: NamedAccessKey;
  readonly principal: Principal;
  readonly secret: ClosedSecret;
  readonly lastUse: LastUse;
}

/** Some 1 KB each. */
const MAX_KEPT = 10_000;

export class Credentials {
  readonly #keys: CoherentCache<KnownKey>;
  readonly #secrets: OpenSecrets;

  constructor(
    private readonly store: CredentialStore,
    seal: Seal,
  ) {
    this.#keys = new CoherentCache(store.generations, { subject: 'identity', capacity: MAX_KEPT });
    this.#secrets = new OpenSecrets(seal);
  }

  /**
   * The credential of an AccessKey, active or not; undefined when there is none. AccessKeyIds are case-sensitive.
   * @param reading of the generations, where the call has one
   */
  async findCredential(accessKeyId: string, now: Date, reading?: Reading): Promise<Credential | undefined> {
    const known = await this.#keys.get(accessKeyId, () => this.#read(accessKeyId), reading);
    if (!known) return undefined;
    const { key, principal, secret, lastUse } = known;
    const lastUsedAt = await lastUse.at(now);
    return {
      principal,
      status: key.status,
      lastUsedAt,
      open: () => this.#secrets.open(secret),
      markUsed: usedAt => (isFresh(lastUsedAt, usedAt) ? [] : this.store.markAccessKeyUsed(key.id, usedAt)),
    };
  }

  async #read(accessKeyId: string): Promise<KnownKey | undefined> {
    const key = await this.store.findCredential(accessKeyId);
    if (!key) return undefined;
    const secret = { recordId: secretRecordId(key), sealed: key.sealedSecret };
    const lastUse = new LastUse(() => this.store.findLastUse(key.id));
    return { key, principal: principalOf(key), secret, lastUse };
  }
}

function principalOf({ accountId, userId, userName, id }: NamedAccessKey): Principal {
  if (userId === null) {
    return { kind: 'account', accountId, id: accountId, name: 'root', arn: accountArn(accountId), accessKeyId: id };
  }
  // Never the account: a key whose user is gone must not become a root key.
  if (userName === null) throw new Error(`the access key ${id} belongs to a user that does not exist`);
  return { kind: 'user', accountId, id: userId, name: userName, arn: userArn(accountId, userName), accessKeyId: id };
}
