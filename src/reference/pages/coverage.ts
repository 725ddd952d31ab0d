/**
 * `/reference/coverage`: every operation of every product's contract, built or not. The contract suite fails when an operation
 * of a contract is neither declared nor planned, so nothing can be missing here.
 */
import type { CataloguedProduct } from '../../spec/catalogue.js';
import type { Operation } from '../../spec/operation.js';
import { contractDeviations } from '../contract-deviations.js';
import { type Block, type Cell, code, heading, link, type Page, paragraph, table } from '../document.js';
import { operationPage, proseOf } from '../prose.js';
import type { ReferenceSource } from '../source.js';

export function coveragePage({ catalogue }: ReferenceSource): Page {
  const operationsOf = ({ code: product }: CataloguedProduct) =>
    catalogue.operations.filter(operation => operation.product.code === product);
  return {
    id: 'coverage',
    title: 'Coverage',
    summary:
      'Every operation of the API versions that this server speaks: what is built, what differs, what is not there yet.',
    above: [],
    blocks: [
      paragraph(
        'A call of an operation that is not built is answered with status 400 and ',
        code('UnsupportedOperation'),
        '.',
      ),
      table(
        'Operations by product',
        ['Product', 'API version', 'Built', 'Planned'],
        catalogue.products.map(product => [
          link('coverage', product.title, product.code),
          code(product.version),
          String(operationsOf(product).length),
          String(product.planned.length),
        ]),
      ),
      ...catalogue.products.flatMap((product): Block[] => [
        heading(2, `${product.title} ${product.version}`, product.code),
        ...(product.isExtension ? [paragraph('An extension: no cloud has this API.')] : []),
        table(
          `Operations of ${product.title}`,
          ['Operation', 'State', 'What differs'],
          rowsOf(product, operationsOf(product), operation => deviations(operation, catalogue)),
        ),
      ]),
    ],
  };
}

function rowsOf(
  { planned }: CataloguedProduct,
  operations: readonly Operation[],
  deviationsOf: (operation: Operation) => Cell,
): Cell[][] {
  const rows = [
    ...operations.map(operation => ({
      action: operation.action,
      cells: [link(operationPage(operation), operation.action), 'Built', deviationsOf(operation)],
    })),
    ...planned.map(action => ({ action, cells: [action, 'Planned', ''] })),
  ];
  return rows.sort((a, b) => (a.action < b.action ? -1 : 1)).map(({ cells }) => cells);
}

/** From the cloud, and from the contract files that clients were generated from. */
function deviations(operation: Operation, catalogue: ReferenceSource['catalogue']): Cell {
  const prose = proseOf(catalogue, operation);
  const lines = [...operation.differences, ...contractDeviations(operation.product.code, operation.action)].map(prose);
  return lines.length === 0 ? 'Nothing known' : { lines };
}
