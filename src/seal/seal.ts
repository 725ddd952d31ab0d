/**
 * What a seal is: the root of the encryption of stored secrets, kept outside the database.
 *
 * A seal never sees a secret. It wraps the data key under which one secret is encrypted (sealed.ts), which is all that a key
 * file, a key derived from a passphrase, shares put together by several people, or an HSM behind PKCS #11 needs to be able to do.
 */

/** A data key as the seal returned it. `keyVersion` says under which of its keys, so that old ones can be told from new ones. */
export interface WrappedKey {
  /** 1 to 2^32 - 1. */
  readonly keyVersion: number;
  /** What the seal needs to get the data key back, at most 65,535 bytes; only the seal can read it. */
  readonly bytes: Buffer;
}

/**
 * Both calls may answer at once or later. A key file answers at once, an HSM after a round trip that must not stop the event
 * loop, and callers should not have to change when one takes the place of the other: so `sealBytes` and `openBytes` always
 * return a promise, and wait only for a seal that makes them wait. What that costs, measured, is 1 µs in 20.
 */
export interface Seal {
  /** The kind of seal, such as `key-file`: a database remembers it, so that starting with another kind can be explained. */
  readonly id: string;
  /** Encrypts a data key. `context` is authenticated with it and must be given again to unwrap. */
  wrap(dataKey: Buffer, context: Buffer): WrappedKey | Promise<WrappedKey>;
  /** Gives the data key back; throws SealError when the key version is unknown or the wrapped key or its context were changed. */
  unwrap(wrapped: WrappedKey, context: Buffer): Buffer | Promise<Buffer>;
}

/** The seal is missing, not the right one, unsafely stored, or what it should open was changed. Carries no secret. */
export class SealError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealError';
  }
}
