/** How lists are paged: the styles, and which operation has which, found by the names of its parameters. */
import type { Operation } from '../../spec/operation.js';
import { bullets, code, heading, joined, link, type Page, paragraph, strong, table } from '../document.js';
import { operationPage } from '../prose.js';
import type { ReferenceSource } from '../source.js';

const PAGE_NUMBER = new Set(['CurrentPage', 'PageNumber']);
const PAGE_SIZE = new Set(['ShowSize', 'PageSize', 'MaxItems', 'MaxResults']);
const MARK = new Set(['Marker', 'NextToken']);
const COUNTS = new Set(['PageCount', 'TotalCount', 'IsTruncated']);

export function pagingPage({ catalogue }: ReferenceSource): Page {
  const paged = catalogue.operations.filter(operation => names(operation.request, PAGE_SIZE).length > 0);
  return {
    id: 'paging',
    title: 'Paging',
    summary: 'How to read a list that is longer than one answer.',
    above: [],
    blocks: [
      bullets([
        [
          strong('By number'),
          ': ask for page 1, 2, 3 and so on until a page is not full, or the number of pages in the answer is reached. What is created or deleted meanwhile moves entries between pages.',
        ],
        [
          strong('By marker'),
          ': the first call has none. While the answer says that there is more, call again with the marker of the answer and the same other parameters. A marker leads on from the last entry, so nothing is shown twice.',
        ],
      ]),
      heading(2, 'Operations with pages'),
      table(
        'Operations with pages',
        ['Operation', 'Which page', 'Entries on a page', 'In the answer'],
        paged.map(operation => [
          [operation.product.code, ' ', link(operationPage(operation), operation.action)],
          codes(operation.request, new Set([...PAGE_NUMBER, ...MARK])),
          sizes(operation),
          codes(operation.response, new Set([...PAGE_NUMBER, ...PAGE_SIZE, ...MARK, ...COUNTS])),
        ]),
      ),
      paragraph('Lists that are not in this table come whole.'),
    ],
  };
}

const names = (fields: object, wanted: ReadonlySet<string>): string[] =>
  Object.keys(fields).filter(name => wanted.has(name));

const codes = (fields: object, wanted: ReadonlySet<string>) => joined(names(fields, wanted).map(code));

function sizes({ request }: Operation) {
  const lines = names(request, PAGE_SIZE).map(name => {
    const field = request[name];
    const most = field?.range?.maximum;
    return [
      code(name),
      ...(field?.default === undefined ? [] : [`, default ${String(field.default)}`]),
      ...(most === undefined ? [] : [`, at most ${most}`]),
    ];
  });
  return { lines };
}
