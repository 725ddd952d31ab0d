/** What Kms operations are given. */
export type KmsServices = Record<never, never>;
