/** All declarations with no services behind them: for what reads about operations and calls none. */
import type { Catalogue } from '../spec/catalogue.js';
import { catalogueOf, type ProductServices } from './catalogue.js';

/** A handler of these would find no services; whoever calls one has taken the wrong catalogue. */
export function declarations(): Catalogue {
  return catalogueOf({ cas: {}, kms: {}, ram: {}, sts: {} } as unknown as ProductServices);
}
