/** What stands at an address that has no page: an operation that is planned, one of another product, or nothing. */
import { type Block, bullets, code, link, type Page, paragraph } from '../document.js';
import { operationPage } from '../prose.js';
import type { ReferenceSource } from '../source.js';

export function absentPage({ catalogue }: ReferenceSource, id: string): Page {
  const [product, action = ''] = id.split('/');
  const owner = catalogue.products.find(one => one.code === product);
  const planned = owner?.planned.includes(action);
  return {
    id: 'absent',
    title: planned ? action : 'There is no such page',
    summary: planned ? 'Not there yet.' : 'The address has no page.',
    above: owner ? [link(owner.code, owner.title)] : [],
    blocks: [
      ...(planned ? [plannedNote(action)] : []),
      ...sameName(catalogue, action),
      paragraph(link('', 'All operations'), '.'),
    ],
  };
}

function plannedNote(action: string): Block {
  return paragraph(
    `${action} is an operation of this API that the server does not offer yet. A call is answered with `,
    code('UnsupportedOperation'),
    '. What is there and what is not: ',
    link('coverage', 'coverage'),
    '.',
  );
}

function sameName(catalogue: ReferenceSource['catalogue'], action: string): Block[] {
  const same = catalogue.operations.filter(one => one.action.toLowerCase() === action.toLowerCase());
  if (same.length === 0) return [];
  return [
    paragraph('Of that name there is:'),
    bullets(same.map(one => [link(operationPage(one), one.action), ` of ${one.product.title}`])),
  ];
}
