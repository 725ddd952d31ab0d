/** Resource groups are labels here: there is no service that manages them, and every account has a default one. */

/**
 * The group of things that are made without one. The cloud's ids are `rg-acfm` and eleven letters or digits; here those eleven are the
 * account's number, so that the id is known without being stored and differs between accounts.
 */
export function defaultResourceGroup(accountId: string): string {
  return `rg-acfm${BigInt(accountId).toString(36).padStart(11, '0')}`;
}
