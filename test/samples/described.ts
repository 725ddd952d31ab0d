/** Operations as the console reads them from a running server. */
import type { Operation } from '../../console/src/description/model';
import { readProduct } from '../../console/src/description/read-product';
import type { IndexDocument, ProductDocument } from '../../console/src/description/wire';

export async function describedOperations(url: string): Promise<readonly Operation[]> {
  const read = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
  const { products } = (await read('/openapi/index.json')) as IndexDocument;
  const documents = await Promise.all(products.map(({ code }) => read(`/openapi/${code}.json`)));
  return documents.flatMap(document => readProduct(document as ProductDocument).operations);
}

export function operationOf(operations: readonly Operation[], productCode: string, action: string): Operation {
  const found = operations.find(operation => operation.productCode === productCode && operation.action === action);
  if (!found) throw new Error(`${productCode} ${action} is not described`);
  return found;
}
