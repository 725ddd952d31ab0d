/** What an error code in an answer means: every place that declares it. */
import type { Catalogue, CataloguedProduct } from '../spec/catalogue.js';
import type { Operation, ProductFacts } from '../spec/operation.js';
import { type DocumentedError, errorsOf, errorsOfGateway, errorsOfProduct, isCode } from './operation-errors.js';

export interface FoundError {
  readonly error: DocumentedError;
  /** Of an operation's own error. */
  readonly operation?: Operation;
  /** Of an error that every operation of the product has. */
  readonly product?: CataloguedProduct;
}

/** No code is longer; longer input is not looked up. */
const MAX_LENGTH = 200;

/** Where a code is declared, the operations first. `product` limits operations and products to one, if there is such a product. */
export function findError(catalogue: Catalogue, code: string, product?: string): FoundError[] {
  if (code === '' || code.length > MAX_LENGTH) return [];
  const products = catalogue.products.filter(({ code: name }) => name === product);
  const among = products.length > 0 ? products : catalogue.products;
  const operations = catalogue.operations.filter(operation => among.some(p => p.code === operation.product.code));
  return [
    ...operations.flatMap(operation =>
      errorsOf(operation)
        .filter(error => error.from === 'operation' && isCode(error.code, code))
        .map(error => ({ error, operation })),
    ),
    ...among.flatMap(one => {
      const facts = factsOf(one, operations);
      const errors = facts ? errorsOfProduct(facts) : [];
      return distinct(errors.filter(error => isCode(error.code, code))).map(error => ({ error, product: one }));
    }),
    ...errorsOfGateway.filter(error => isCode(error.code, code)).map(error => ({ error })),
  ];
}

function factsOf(product: CataloguedProduct, operations: readonly Operation[]): ProductFacts | undefined {
  return operations.find(operation => operation.product.code === product.code)?.product;
}

function distinct(errors: readonly DocumentedError[]): DocumentedError[] {
  return errors.filter((error, index) => errors.findIndex(other => other.code === error.code) === index);
}
