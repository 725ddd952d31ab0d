/** Where a declaration differs from the contract on purpose, and why. The contract suite fails on others, and on lines here that are no longer true. */
export const DEVIATIONS: Readonly<Record<string, string>> = {};
