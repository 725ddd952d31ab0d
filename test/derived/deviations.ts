/** The list is with the coverage page, which shows it. */
export { CONTRACT_DEVIATIONS as DEVIATIONS, isAddition } from '../../src/reference/contract-deviations.js';
