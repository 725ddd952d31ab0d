/**
 * Values of secrets: sealed for the disk and opened for their readers. Every value is sealed under the server's seal. Where its owner has chosen a
 * key of KMS, it is encrypted with that key before, so that nobody reads it while the key is disabled, and never again when the key is deleted.
 */
import { isRefusal } from '../../domain/change.js';
import { OpenSecrets } from '../../seal/open-secrets.js';
import type { Seal } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import type { Encryption } from '../keys/encryption.js';
import type { EncryptionContext } from '../keys/encryption-context.js';
import type { Key } from '../keys/key.js';
import type { KeyReason } from '../keys/refusals.js';
import { type Secret, type SecretVersion, valueRecordId } from './secret.js';

type Owner = Pick<Secret, 'accountId' | 'id' | 'encryptionKeyId'>;

/** Longer ones are opened for each call: a thousand of those that stay open fit in some megabytes. */
const LONGEST_OPEN_BYTES = 4096;

export class SecretValues {
  /** What is encrypted with a key of KMS stays encrypted with it here. */
  readonly #open: OpenSecrets;

  constructor(
    private readonly seal: Seal,
    private readonly encryption: Encryption,
  ) {
    this.#open = new OpenSecrets(seal);
  }

  /** @param key that of the secret, which may work now; undefined where it has none. Refused with `key-does-not-encrypt`. */
  async close(secret: Owner, versionId: string, value: string, key: Key | undefined): Promise<Buffer> {
    const plaintext = Buffer.from(value);
    try {
      const recordId = valueRecordId(secret, versionId);
      if (!key) return await sealBytes(this.seal, plaintext, recordId);
      const { blob } = await this.encryption.encrypt(key, plaintext, contextOf(secret, versionId));
      return await sealBytes(this.seal, blob, recordId);
    } finally {
      plaintext.fill(0);
    }
  }

  /** The value as UTF-8, which the caller wipes. Refused with what the state of the secret's key refuses. */
  async open(secret: Owner, { id, sealedValue }: SecretVersion, now: Date): Promise<Buffer> {
    const opened = await this.#unseal(sealedValue, valueRecordId(secret, id));
    if (secret.encryptionKeyId === undefined) return opened;
    try {
      const { plaintext } = await this.encryption.decrypt(secret.accountId, opened, contextOf(secret, id), now);
      return plaintext;
    } catch (fault) {
      // Nobody but this server has written it.
      if (isRefusal<KeyReason>(fault, 'ciphertext-invalid'))
        throw new Error('a stored secret does not decrypt', { cause: fault });
      throw fault;
    }
  }

  #unseal(sealed: Buffer, recordId: string): Promise<Buffer> {
    return sealed.length > LONGEST_OPEN_BYTES
      ? openBytes(this.seal, sealed, recordId)
      : this.#open.open({ recordId, sealed });
  }
}

/** Binds the ciphertext to its version of its secret. */
const contextOf = ({ id }: Owner, versionId: string): EncryptionContext => ({
  'chancery:secret': id,
  'chancery:version': versionId,
});
