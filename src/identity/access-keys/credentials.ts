/** Finds, for the AccessKeyId of a request, the principal and the secret that the signature is checked with. */
import type { Change } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import { SharedInTurn } from '../../domain/shared-in-turn.js';
import type { Seal } from '../../seal/seal.js';
import { accountArn, userArn } from '../names.js';
import type { AccessKeyStatus, CredentialStore, NamedAccessKey } from '../store.js';
import { secretRecordId } from './access-keys.js';
import { OpenSecrets } from './open-secrets.js';

/** The last use of a key is written down at most this often, or every request would be a write to one row. */
export const LAST_USED_PRECISION_MS = 60_000;

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

export class Credentials {
  readonly #keys = new SharedInTurn<Promise<NamedAccessKey | undefined>>();
  readonly #secrets: OpenSecrets;

  constructor(
    private readonly store: CredentialStore,
    seal: Seal,
  ) {
    this.#secrets = new OpenSecrets(seal);
  }

  /** The credential of an AccessKey, active or not; undefined when there is none. AccessKeyIds are case-sensitive. */
  async findCredential(accessKeyId: string): Promise<Credential | undefined> {
    const key = await this.#keys.get(accessKeyId, () => this.store.findCredential(accessKeyId));
    if (!key) return undefined;
    const lastUsedAt = key.lastUsedAt ?? undefined;
    return {
      principal: principalOf(key),
      status: key.status,
      lastUsedAt,
      open: () => this.#secrets.open({ recordId: secretRecordId(key), sealed: key.sealedSecret }),
      markUsed: now => {
        const fresh = lastUsedAt !== undefined && now.getTime() - lastUsedAt.getTime() < LAST_USED_PRECISION_MS;
        return fresh ? [] : this.store.markAccessKeyUsed(key.id, now);
      },
    };
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
