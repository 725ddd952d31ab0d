/** Calls of an instance that are refused, and what each official client is to tell of it (wire/kms-instance.md section 2.5). */

/** With `keyId` the call is Encrypt, without it GetSecretValue. */
export interface Refused {
  /** The name of the client key in the scene. */
  readonly client: string;
  readonly keyId?: string;
  /** Length of the plaintext. */
  readonly octets?: number;
  /** Where not those of the scene. */
  readonly protocol?: 'http';
  readonly endpoint?: string;
  readonly status: number;
  readonly code: string;
  /** A part of it. */
  readonly message: string;
}

type Told = Pick<Refused, 'status' | 'code' | 'message'>;

export const forbidden: Told = {
  status: 403,
  code: 'Forbidden.NoPermission',
  message: 'is forbidden by permission system.',
};

export const unknownClientKey: Told = {
  status: 404,
  code: 'Unauthorized',
  message: 'does not exist in our records.',
};

/** @param endpoint of something without TLS that changes the body on its way */
export const alteredBody = (endpoint: string): Refused => ({
  client: 'all',
  protocol: 'http',
  endpoint,
  status: 400,
  code: 'InvalidParam',
  message: 'The Param Content-SHA256 is invalid.',
});

export const staleDate: Refused = {
  client: 'all',
  status: 400,
  code: 'RequestTimeTooSkewed',
  message: 'Request time exceeds server time more than 15 minutes.',
};
