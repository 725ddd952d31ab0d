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
