/** What STS operations are given. */
export type StsServices = Record<never, never>;
