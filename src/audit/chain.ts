/** Proof that the audit log is as it was written: a hash over everything in it, in the order in which it was written. */

/** How far a chain goes, or went. Kept elsewhere, it shows later that nothing before it was changed and nothing behind it taken away. */
export interface ChainPlace {
  readonly page: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface ChainReport {
  /** Records up to `end`. */
  readonly records: number;
  /** The last page that is as it was written. */
  readonly end: ChainPlace;
  /** What is wrong behind it, in words; undefined when all is well. */
  readonly fault: string | undefined;
}

export interface AuditChain {
  /**
   * Reads the whole log.
   * @param earlier where it once ended
   */
  verify(earlier?: ChainPlace): Promise<ChainReport>;
}
