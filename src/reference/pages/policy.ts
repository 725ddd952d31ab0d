/** `/reference/policy`: all actions that a RAM policy can name, from the declarations. */
import { type CataloguedProduct, spokenAs } from '../../spec/catalogue.js';
import type { Operation } from '../../spec/operation.js';
import { type Block, code, heading, joined, link, type Page, paragraph } from '../document.js';
import { operationPage } from '../prose.js';
import type { ReferenceSource } from '../source.js';
import { permissionTable } from './permissions.js';

export function policyPage({ catalogue }: ReferenceSource): Page {
  return {
    id: 'policy',
    title: 'Actions for RAM policies',
    summary:
      'Everything that can stand in the Action element of a policy, with the resources and condition keys that go with it.',
    above: [],
    blocks: [
      paragraph(
        'What the columns mean: ',
        link('authorization', 'RAM authorization'),
        '. An action may hold ',
        code('*'),
        ' for any characters and ',
        code('?'),
        ' for one.',
      ),
      ...spokenAs(catalogue, 'rpc').products.flatMap(product =>
        productSection(
          product,
          catalogue.operations.filter(operation => operation.product.code === product.code),
        ),
      ),
    ],
  };
}

function productSection(
  { code: productCode, title, ramCode }: CataloguedProduct,
  operations: readonly Operation[],
): Block[] {
  const free = operations.filter(operation => operation.ram.action === undefined);
  const governed = operations.filter(operation => operation.ram.action !== undefined && !operation.identityToken);
  return [
    heading(2, title, productCode),
    paragraph('All actions of the product: ', code(`${ramCode}:*`), '.'),
    ...(governed.length > 0 ? [permissionTable(`Actions of ${title}`, governed, { withOperation: true })] : []),
    ...(free.length > 0
      ? [
          paragraph(
            'Open to every authenticated caller: ',
            ...joined(free.map(operation => link(operationPage(operation), operation.action))),
            '.',
          ),
        ]
      : []),
  ];
}
