/** Finds, for the AccessKeyId of a request, the principal and the secret that the signature is checked with. */
import type { Change } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import { SharedInTurn } from '../../domain/shared-in-turn.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes } from '../../seal/sealed.js';
import { accountArn, userArn } from '../names.js';
import type { AccessKeyStatus, CredentialStore, NamedAccessKey } from '../store.js';
import { secretRecordId } from './access-keys.js';

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
  readonly #secrets = new SharedInTurn<Promise<Buffer>>(wipe);

  constructor(
    private readonly store: CredentialStore,
    private readonly seal: Seal,
  ) {}

  /** The credential of an AccessKey, active or not; undefined when there is none. AccessKeyIds are case-sensitive. */
  async findCredential(accessKeyId: string): Promise<Credential | undefined> {
    const key = await this.#keys.get(accessKeyId, () => this.store.findCredential(accessKeyId));
    if (!key) return undefined;
    const lastUsedAt = key.lastUsedAt ?? undefined;
    return {
      principal: principalOf(key),
      status: key.status,
      lastUsedAt,
      open: () => this.#open(key),
      markUsed: now => {
        const fresh = lastUsedAt !== undefined && now.getTime() - lastUsedAt.getTime() < LAST_USED_PRECISION_MS;
        return fresh ? [] : this.store.markAccessKeyUsed(key.id, now);
      },
    };
  }

  /** A copy, which the caller wipes; the shared one is wiped when its turn is over. */
  async #open(key: NamedAccessKey): Promise<Buffer> {
    const open = () => openBytes(this.seal, key.sealedSecret, secretRecordId(key));
    return Buffer.from(await this.#secrets.get(key.id, open));
  }
}

function wipe(secret: Promise<Buffer>): void {
  secret.then(
    bytes => bytes.fill(0),
    // The caller that waited for this secret already got the error.
    () => {},
  );
}

function principalOf({ accountId, userId, userName, id }: NamedAccessKey): Principal {
  if (userId === null) {
    return { kind: 'account', accountId, id: accountId, name: 'root', arn: accountArn(accountId), accessKeyId: id };
  }
  // Never the account: a key whose user is gone must not become a root key.
  if (userName === null) throw new Error(`the access key ${id} belongs to a user that does not exist`);
  return { kind: 'user', accountId, id: userId, name: userName, arn: userArn(accountId, userName), accessKeyId: id };
}
