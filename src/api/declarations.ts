/** All declarations with no services behind them: for what reads about operations and calls none. */
import type { Catalogue } from '../spec/catalogue.js';
import { catalogueOf, type ProductServices } from './catalogue.js';

/** Handlers made with these have no services: calling one means that the wrong catalogue was used. */
export const noServices = {
  cas: {},
  kms: {},
  kmsInstance: {},
  ram: {},
  sts: {},
  ims: {},
  resourceManager: {},
  chancery: {},
} as unknown as ProductServices;

export function declarations(): Promise<Catalogue> {
  return catalogueOf(noServices).whole();
}
