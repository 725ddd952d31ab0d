/** What the store knows of instances: where authorities stand, and how much they have issued. */
import type { Change } from '../domain/change.js';

export interface InstanceStore {
  /** All authorities below one, at whatever depth. */
  findIdsBelow(id: string): Promise<readonly string[]>;
  /** By its number (`Authority.number`). */
  findIdOfNumber(accountId: string, number: number): Promise<string | undefined>;
  /** The numbers of authorities by their identifiers. */
  findNumbers(accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** How much each authority of the account has issued, by identifier; those that have issued nothing are not in it. */
  countIssuedByEach(accountId: string): Promise<ReadonlyMap<string, number>>;
  setLimit(accountId: string, id: string, limit: number): Change<'authority-missing' | 'limit-below-issued'>;
}
