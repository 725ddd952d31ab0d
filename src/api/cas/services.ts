/** What Cas operations are given. */
export type CasServices = Record<never, never>;
