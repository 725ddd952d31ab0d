/** All declarations with no services behind them: for what reads about operations and calls none. */
import type { Catalogue } from '../spec/catalogue.js';
import { catalogueOf, type ProductServices } from './catalogue.js';

/** These handlers have no services: calling one means that the wrong catalogue was used. */
export function declarations(): Catalogue {
  return catalogueOf({
    cas: {},
    kms: {},
    kmsInstance: {},
    ram: {},
    sts: {},
    ims: {},
    resourceManager: {},
    chancery: {},
  } as unknown as ProductServices);
}
