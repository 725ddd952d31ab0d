/** Products and operations from the documents that the server serves. */
import type { Operation, Product, ProductEntry, Protocol } from './model';
import { readFields } from './read-field';
import type { IndexDocument, IndexedProduct, MessagesDocument, OperationObject, ProductDocument } from './wire';

export function readIndex({ products, messageProducts }: IndexDocument): ProductEntry[] {
  return [...products.map(it => entryOf(it, 'rpc')), ...messageProducts.map(it => entryOf(it, 'instance'))];
}

function entryOf({ code, title, version, operations, planned }: IndexedProduct, protocol: Protocol): ProductEntry {
  return {
    code,
    title,
    version,
    protocol,
    operations: operations.map(({ action, summary }) => ({ productCode: code, action, summary })),
    planned,
  };
}

export function readMessages({ product, operations, error }: MessagesDocument): Product {
  return {
    code: product.code,
    operations: operations.map(({ request, response, ...operation }) => ({
      ...operation,
      protocol: 'instance',
      errorMessage: readFields(error),
      productCode: product.code,
      version: product.version,
      method: 'POST',
      extension: false,
      destructive: false,
      permission: { access: '', resources: [] },
      request: readFields(request),
      response: readFields(response),
      before: [],
    })),
  };
}

export function readProduct(document: ProductDocument): Product {
  const operations = Object.values(document.paths).flatMap(methods => Object.values(methods));
  return {
    code: document['x-chancery-product'].code,
    operations: operations.map(operation => readOperation(operation, document)),
  };
}

function readOperation(operation: OperationObject, document: ProductDocument): Operation {
  const facts = operation['x-chancery-operation'];
  const { schemas } = document.components;
  return {
    protocol: 'rpc',
    productCode: facts.product,
    version: facts.version,
    action: facts.action,
    summary: operation.summary,
    description: operation.description,
    method: facts.method,
    extension: facts.extension,
    destructive: facts.destructive,
    ...(facts.loses !== undefined && { loses: facts.loses }),
    ...(facts.destructiveWhen && { destructiveWhen: facts.destructiveWhen }),
    permission: {
      action: facts.ram.action,
      access: facts.ram.access,
      resources: facts.ram.resources.map(({ arn }) => arn),
    },
    qps: facts.qps,
    request: readFields(schemas[facts.requestSchema]),
    response: readFields(schemas[facts.responseSchema]),
    errors: [...operation['x-chancery-errors'], ...document['x-chancery-gateway-errors']],
    examples: facts.examples,
    before: facts.before,
    seeAlso: facts.seeAlso,
    page: facts.page,
  };
}
