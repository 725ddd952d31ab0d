/**
 * `GET /openapi/<product>.messages.json`: the operations of a product that is called in protobuf, which OpenAPI cannot describe, for tools such as the
 * console. Fields are schemas as in `openapi.ts`, with `x-chancery-number` and `x-chancery-protobuf`, the type on the wire, or with `x-chancery-header`
 * where a value travels beside the message. Bytes are Base64 in the schemas.
 */
import { errorMessage } from '../gateway/instance/answers.js';
import type { CataloguedProduct } from '../spec/catalogue.js';
import type { Fields } from '../spec/field.js';
import { protobufType } from '../spec/protobuf.js';
import type { Direction } from './field-rows.js';
import { pagePath } from './links.js';
import { errorsOf } from './operation-errors.js';
import { operationPage, paragraphsOf } from './prose.js';
import type { ReferenceSource } from './source.js';
import { wireObjectSchema } from './wire-schema.js';

/** The description of one product, as an object to be written as JSON. */
export function messagesDocument({ catalogue }: ReferenceSource, { code, title, version }: CataloguedProduct): object {
  return {
    product: { code, title, version, page: pagePath(code) },
    operations: catalogue.operations
      .filter(({ product }) => product.code === code)
      .map(operation => ({
        action: operation.action,
        summary: operation.summary,
        ...(operation.description && { description: paragraphsOf(operation.description).join('\n\n') }),
        request: messageSchema(operation.request, 'request'),
        response: messageSchema(operation.response, 'response'),
        errors: errorsOf(operation),
        examples: operation.examples.map(({ title: example, request }) => ({ title: example, request })),
        seeAlso: operation.seeAlso ?? [],
        page: pagePath(operationPage(operation)),
      })),
    error: messageSchema(errorMessage, 'response'),
  };
}

function messageSchema(fields: Fields, direction: Direction): object {
  const schema = wireObjectSchema(fields, direction) as { readonly properties: Readonly<Record<string, object>> };
  const properties = Object.entries(schema.properties).map(([name, property]) => [
    name,
    { ...property, ...placeOf(fields[name]) },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function placeOf(field: Fields[string] | undefined): object {
  if (field?.header !== undefined) return { 'x-chancery-header': field.header };
  if (field?.number === undefined) return {};
  return { 'x-chancery-number': field.number, 'x-chancery-protobuf': protobufType(field) };
}
