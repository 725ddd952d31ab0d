/** What can go wrong with the store itself, as against a change that was refused. */

/**
 * - `unavailable`: the database cannot be reached or its writer has stopped
 * - `full`: there is no room for the change
 * - `newer-version`: the data was written by a newer version of the program
 * - `failed`: the database refused a statement, which is a bug of ours
 */
export type StoreFault = 'unavailable' | 'full' | 'newer-version' | 'failed';

/**
 * Carries no values of rows: drivers put whole rows into the details of an error, and rows hold what belongs in no log.
 * So it has no `cause` either.
 */
export class StoreError extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
  ) {
    super(message);
    this.name = 'StoreError';
  }
}
