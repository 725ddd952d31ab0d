/** All products by version, all operations by name: what the gateway looks a request up in. */
import type { Lifecycle } from './lifecycle.js';
import type { Operation } from './operation.js';
import type { Contract } from './product.js';

export interface CataloguedProduct {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly ramCode: string;
  /** Operations of the contract that are known and not built yet, in its order. */
  readonly planned: readonly string[];
  readonly refusals: Readonly<Record<string, string>>;
  readonly lifecycles?: readonly Lifecycle[];
}

export interface Catalogue {
  readonly products: readonly CataloguedProduct[];
  readonly operations: readonly Operation[];
  /** By version; versions are unique among our products. */
  findProduct(version: string): CataloguedProduct | undefined;
  findOperation(version: string, action: string): Operation | undefined;
}

/** A product as it is declared: what of its contract is planned follows from what is declared. */
export type DeclaredProduct = Omit<CataloguedProduct, 'planned'> & { readonly contract: Contract };

/** Puts products and their operations together. A name declared twice is a bug and throws. */
export function catalogue(declared: readonly DeclaredProduct[], operations: readonly Operation[]): Catalogue {
  const operationsByName = new Map<string, Operation>();
  for (const operation of operations) {
    const name = `${operation.product.version} ${operation.action}`;
    if (operationsByName.has(name)) throw new Error(`${name} is declared twice`);
    operationsByName.set(name, operation);
  }
  const products = declared.map(({ contract, ...product }) => ({
    ...product,
    planned: Object.keys(contract).filter(action => !operationsByName.has(`${product.version} ${action}`)),
  }));
  const productsByVersion = new Map(products.map(product => [product.version, product]));
  return {
    products,
    operations,
    findProduct: version => productsByVersion.get(version),
    findOperation: (version, action) => operationsByName.get(`${version} ${action}`),
  };
}
