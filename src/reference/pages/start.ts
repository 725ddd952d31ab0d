/** `/reference/`: products, operations, and the pages that concern all of them; or what a search found. */

import type { Catalogue } from '../../spec/catalogue.js';
import { type Block, bullets, code, heading, link, type Page, paragraph, type Text, table } from '../document.js';
import { wayTo } from '../neighbours.js';
import { operationPage, wayLinks } from '../prose.js';
import { type Found, search } from '../search.js';
import type { ReferenceSource } from '../source.js';
import { operationTable } from './product.js';

export function startPage({ catalogue, explorer }: ReferenceSource): Page {
  return {
    id: '',
    title: 'API reference',
    summary:
      'What this server can be asked, product by product. Everything here is made from the declarations that the server itself works by.',
    above: [],
    ...(explorer && {
      invitation: {
        path: explorer.home,
        text: 'Open the API Explorer',
        about: 'Try every operation from a form in your browser, and take the code home.',
      },
    }),
    blocks: [
      ...firstWalk(catalogue),
      heading(2, 'About all operations'),
      bullets([
        [link('requests', 'Common request parameters'), ': what every request carries, and how lists are sent'],
        [link('signatures', 'Signatures'), ': both generations, with an example that this server has checked'],
        [link('answers', 'Answers'), ': success and error, JSON and XML'],
        [link('errors', 'Error codes'), ': of the gateway, and what any code means'],
        [link('paging', 'Paging'), ' and ', link('times', 'time formats')],
        [
          link('lifecycle', 'Lifecycle'),
          ': what a CA or certificate may still do when it is revoked, expired or deleted',
        ],
        [link('authorization', 'RAM authorization'), ' and ', link('policy', 'actions for RAM policies')],
        [link('coverage', 'Coverage'), ': what is built, what differs from the cloud, what is not there yet'],
        [link('settings', 'Settings'), ': what an administrator of the server can set'],
        [{ path: '/openapi/index.json', text: 'API descriptions' }, ' for tools, as OpenAPI 3.1'],
      ]),
      ...catalogue.products.flatMap((product): Block[] => [
        heading(2, product.title, product.code),
        paragraph(
          'API version ',
          code(product.version),
          '. ',
          link(product.code, 'Overview'),
          ', with the errors of every operation.',
        ),
        operationTable(
          product,
          catalogue.operations.filter(operation => operation.product.code === product.code),
        ),
      ]),
    ],
  };
}

/** Where the two founding operations are, and what leads to them. */
function firstWalk(catalogue: Catalogue): Block[] {
  const goals: readonly (readonly [product: string, action: string, why: string])[] = [
    ['cas', 'DescribeCertificatePrivateKey', 'A certificate, and its private key encrypted with a password of yours'],
    ['kms', 'GetClientKey', 'A client key for an application, and what is known of it'],
  ];
  const walks = goals.flatMap(([product, action, why]): Text[] => {
    const goal = catalogue.operations.find(one => one.product.code === product && one.action === action);
    return goal ? [[`${why}: `, ...wayLinks([...wayTo(catalogue, goal), goal]), '.']] : [];
  });
  const whoAmI = catalogue.operations.find(one => one.action === 'GetCallerIdentity');
  const mine: Text[] = whoAmI ? [['Whom your AccessKey belongs to: ', ...wayLinks([whoAmI]), '.']] : [];
  return walks.length > 0 ? [heading(2, 'Start here'), bullets([...mine, ...walks])] : [];
}

/** What a search found; the words are the visitor's and are shown as text only. */
export function searchPage({ catalogue }: ReferenceSource, query: string): Page {
  const found = search(catalogue, query);
  return {
    id: '',
    title: `Search: ${query}`,
    summary: found.length === 1 ? 'One result.' : `${found.length} results.`,
    above: [],
    blocks: [
      found.length === 0
        ? paragraph(
            'No operation has all of these words in its name, summary, parameters or error codes. ',
            link('', 'All operations'),
            '.',
          )
        : table('Results', ['Product', 'Result', 'Found in'], found.map(resultRow)),
    ],
  };
}

function resultRow(result: Found) {
  if (result.kind === 'error') {
    const { product } = result;
    const query = { code: result.code, ...(product !== undefined && { product }) };
    return [product ?? 'gateway', { ...link('errors', code(result.code)), query }, 'error codes of every operation'];
  }
  if (result.kind === 'planned') return [result.product, result.action, 'planned, not there yet'];
  const { operation, places } = result;
  const where = places.map(({ place, name }): Text => (name === undefined ? place : [place, ' ', code(name)]));
  return [
    operation.product.code,
    { lines: [link(operationPage(operation), operation.action), operation.summary] },
    { lines: where },
  ];
}
