/** All products by version, all operations by name: what the gateway looks a request up in. */
import type { Lifecycle } from './lifecycle.js';
import type { Operation } from './operation.js';

export interface CataloguedProduct {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly ramCode: string;
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

/** Puts products and their operations together. A name declared twice, or declared and still planned, is a bug and throws. */
export function catalogue(products: readonly CataloguedProduct[], operations: readonly Operation[]): Catalogue {
  const productsByVersion = new Map(products.map(product => [product.version, product]));
  const operationsByName = new Map<string, Operation>();
  for (const operation of operations) {
    const name = `${operation.product.version} ${operation.action}`;
    if (operationsByName.has(name)) throw new Error(`${name} is declared twice`);
    if (productsByVersion.get(operation.product.version)?.planned.includes(operation.action)) {
      throw new Error(`${name} is declared and still listed as planned`);
    }
    operationsByName.set(name, operation);
  }
  return {
    products,
    operations,
    findProduct: version => productsByVersion.get(version),
    findOperation: (version, action) => operationsByName.get(`${version} ${action}`),
  };
}
