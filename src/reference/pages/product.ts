/** The page of a product: its operations, what is planned, and the errors that all of its operations have. */
import type { CataloguedProduct } from '../../spec/catalogue.js';
import type { Operation } from '../../spec/operation.js';
import { type Block, code, heading, link, type Page, paragraph, type Table, table } from '../document.js';
import { errorsOfProduct } from '../operation-errors.js';
import { operationPage, proseOfProduct } from '../prose.js';
import type { ReferenceSource } from '../source.js';
import { errorTable } from './error-table.js';
import { instanceCallSection } from './instance-call.js';

export function productPage({ catalogue }: ReferenceSource, product: CataloguedProduct): Page {
  const operations = catalogue.operations.filter(operation => operation.product.code === product.code);
  const [first] = operations;
  return {
    id: product.code,
    title: product.title,
    summary: ['API version ', code(product.version), ', RAM code ', code(product.ramCode)],
    above: [],
    blocks: [
      ...(product.isExtension
        ? [
            paragraph(
              'An extension of this server: no cloud has this API, and clients of the vendor call it as any other, by its version.',
            ),
          ]
        : []),
      heading(2, 'Operations'),
      operationTable(product, operations),
      ...plannedSection(product),
      ...(product.protocol === 'rpc' ? descriptionSection(product) : instanceCallSection()),
      ...(first
        ? [
            heading(2, 'Errors of every operation'),
            errorTable(
              `Errors of every operation of ${product.title}`,
              errorsOfProduct(first.product),
              proseOfProduct(catalogue, first.product),
            ),
          ]
        : []),
    ],
  };
}

function descriptionSection({ code: product }: CataloguedProduct): Block[] {
  const path = `/openapi/${product}.json`;
  return [heading(2, 'API description'), paragraph('For tools, as OpenAPI 3.1: ', { path, text: code(path) })];
}

export function operationTable(product: CataloguedProduct, operations: readonly Operation[]): Table {
  return table(
    `Operations of ${product.title}`,
    ['Operation', 'Summary', 'Access level'],
    operations.map(operation => [
      link(operationPage(operation), operation.action),
      operation.summary,
      operation.ram.access,
    ]),
  );
}

function plannedSection({ planned }: CataloguedProduct): Block[] {
  if (planned.length === 0) return [];
  return [
    heading(2, 'Not there yet'),
    paragraph(
      `Known and planned, ${planned.length} operations: ${planned.join(', ')}. `,
      link('coverage', 'Coverage'),
      '.',
    ),
  ];
}
