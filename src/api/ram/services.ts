/** What Ram operations are given. */
export type RamServices = Record<never, never>;
