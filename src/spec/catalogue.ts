/** All products by version, all operations by name: what the gateway looks a request up in. */
import { allKinds, type Kinds, namingsOf } from './kinds.js';
import type { Lifecycle } from './lifecycle.js';
import type { Operation, Protocol } from './operation.js';
import type { Contract } from './product.js';

export interface CataloguedProduct {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly ramCode: string;
  readonly protocol: Protocol;
  /** Operations of the contract that are known and not built yet, in its order. */
  readonly planned: readonly string[];
  readonly refusals: Readonly<Record<string, string>>;
  readonly lifecycles?: readonly Lifecycle[];
  /** An API of this server's own. */
  readonly isExtension?: true;
}

export interface Catalogue {
  readonly products: readonly CataloguedProduct[];
  readonly operations: readonly Operation[];
  /** What makes a thing of each kind that a parameter may name. */
  readonly kinds: Kinds;
  /** By version, which is unique among our products, of those whose calls travel so; absent: as RPC calls. */
  findProduct(version: string, protocol?: Protocol): CataloguedProduct | undefined;
  findOperation(version: string, action: string): Operation | undefined;
  /** Whether an operation that is offered on things of other accounts asks for this permission. @param permission in any case */
  isShareable(permission: string): boolean;
}

/** A product as it is declared: what of its contract is planned follows from what is declared. */
export type DeclaredProduct = Omit<CataloguedProduct, 'planned'> & {
  readonly contract: Contract;
  readonly kinds: Kinds;
};

/** Puts products and their operations together. A name declared twice, or a parameter that names what no product has, is a bug and throws. */
export function catalogue(declared: readonly DeclaredProduct[], operations: readonly Operation[]): Catalogue {
  const operationsByVersion = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    const { action, product } = operation;
    const byAction = operationsByVersion.get(product.version) ?? new Map<string, Operation>();
    if (byAction.has(action)) throw new Error(`${product.version} ${action} is declared twice`);
    operationsByVersion.set(product.version, byAction.set(action, operation));
  }
  const findOperation = (version: string, action: string) => operationsByVersion.get(version)?.get(action);
  const kinds = allKinds(declared);
  for (const operation of operations) {
    for (const { parameter, kinds: named } of namingsOf(operation.request)) {
      const unknown = named.find(kind => !Object.hasOwn(kinds, kind));
      if (unknown) throw new Error(`${operation.action} ${parameter} names ${unknown}, which no product declares`);
    }
  }
  const products = declared.map(({ contract, kinds: _kinds, ...product }) => ({
    ...product,
    planned: Object.keys(contract).filter(action => !findOperation(product.version, action)),
  }));
  const shareable = new Set(
    operations
      .filter(({ crossAccount }) => crossAccount)
      .flatMap(({ ram }) => [ram.action ?? '', ...(ram.dependentActions ?? [])])
      .map(permission => permission.toLowerCase()),
  );
  const productsByVersion = new Map(products.map(product => [product.version, product]));
  return {
    products,
    operations,
    kinds,
    findProduct: (version, protocol = 'rpc') => {
      const product = productsByVersion.get(version);
      return product?.protocol === protocol ? product : undefined;
    },
    findOperation,
    isShareable: permission => shareable.has(permission.toLowerCase()),
  };
}

/** What of a catalogue is called in one way. */
export function spokenAs(whole: Catalogue, protocol: Protocol): Catalogue {
  return {
    ...whole,
    products: whole.products.filter(product => product.protocol === protocol),
    operations: whole.operations.filter(({ product }) => product.protocol === protocol),
  };
}
