/** A client key as it is kept: without its private key, which was given away when it was made. */
import type { ClientKeyValidity } from './client-key-validity.js';

export interface ClientKey extends ClientKeyValidity {
  /** `KAAP.` and a UUID in lower case. */
  readonly id: string;
  readonly accessPoint: string;
  /** Holds the public key. */
  readonly certificateDer: Buffer;
  readonly createdAt: Date;
}

/** The last use of a client key, to the minute: a call that it has signed, whether it was allowed or not. */
export interface ClientKeyUsed {
  readonly at: Date;
  /** Empty where none is known: the key is from before uses were recorded, and `at` is when that began. */
  readonly operation: string;
  readonly sourceAddress: string;
}
