/** `/reference/errors`: the codes of the gateway, and what one code means (`?code=…&product=…`), where `Recommend` leads. */
import type { Catalogue } from '../../spec/catalogue.js';
import { shortened } from '../../text/first-characters.js';
import { type Block, bullets, code, heading, link, type Page, paragraph, table } from '../document.js';
import { type FoundError, findError } from '../error-lookup.js';
import { errorsOfGateway } from '../operation-errors.js';
import { operationPage, type Prose, plainProse, proseOf, proseOfProduct } from '../prose.js';
import type { ReferenceSource } from '../source.js';
import { errorTable, whatToDo } from './error-table.js';

/** With an empty code: the page of all gateway errors. */
export function errorsPage({ catalogue }: ReferenceSource, wanted = '', product?: string): Page {
  const found = findError(catalogue, wanted, product);
  return {
    id: 'errors',
    title: wanted === '' ? 'Error codes' : `Error ${shortened(wanted, 200)}`,
    summary: 'What an error code means and what to do about it.',
    above: wanted === '' ? [] : [link('errors', 'Error codes')],
    blocks: [...(wanted === '' ? [] : meaning(catalogue, found)), ...(wanted === '' ? overview() : whereElse())],
  };
}

function meaning(catalogue: Catalogue, found: readonly FoundError[]): Block[] {
  if (found.length === 0) {
    return [
      paragraph(
        'No operation declares this code, and the gateway does not answer it either. It may be a code of the cloud that this server has no use for.',
      ),
    ];
  }
  return [
    table(
      'Where the code is declared',
      ['Declared by', 'HTTP status', 'Error code', 'Error message', 'What to do'],
      found.map(({ error, operation, product }) => [
        operation
          ? [`${operation.product.code} `, link(operationPage(operation), operation.action)]
          : product
            ? ['every operation of ', link(product.code, product.title)]
            : 'the gateway',
        String(error.status),
        code(error.code),
        error.message,
        whatToDo(error, proseFor(catalogue, operation, product)),
      ]),
    ),
  ];
}

function proseFor(catalogue: Catalogue, operation: FoundError['operation'], product: FoundError['product']): Prose {
  if (operation) return proseOf(catalogue, operation);
  const of = catalogue.operations.find(other => other.product.code === product?.code);
  return of ? proseOfProduct(catalogue, of.product) : plainProse;
}

function overview(): Block[] {
  return [
    bullets([
      ['The errors of an operation are on its page: ', link('', 'all operations'), '.'],
      'The address of this page with a code, which every error answer has as Recommend, tells what that code means.',
      ['How an error looks: ', link('answers', 'answers', 'error'), '.'],
    ]),
    heading(2, 'Errors of the gateway'),
    paragraph(
      'They come before the operation is reached, and are the same for every product. What each product words in its own way, such as a missing permission or too many calls, is on the page of the product. ',
      code('{P}'),
      ' is the name of a parameter or header, in the code too: ',
      code('MissingTimestamp'),
      '.',
    ),
    errorTable('Errors of the gateway', errorsOfGateway, plainProse),
    paragraph(
      'An operation that is known and not built yet is answered with status 400 and ',
      code('UnsupportedOperation'),
      ': ',
      link('coverage', 'coverage'),
      '.',
    ),
    requestIdHint(),
  ];
}

function whereElse(): Block[] {
  return [requestIdHint(), paragraph(link('errors', 'All errors of the gateway'), '.')];
}

function requestIdHint(): Block {
  return paragraph(
    'The administrator of the server finds the call by the RequestId of the answer: ',
    code('chancery audit show <RequestId>'),
    '.',
  );
}
