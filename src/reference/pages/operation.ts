/** The page of an operation: what it does, what it needs, what it answers, how it fails. Everything is from its declaration. */
import type { Catalogue } from '../../spec/catalogue.js';
import type { Destruction, Operation } from '../../spec/operation.js';
import {
  type Block,
  bullets,
  code,
  heading,
  type Inline,
  joined,
  link,
  type Page,
  paragraph,
  table,
} from '../document.js';
import { neighboursOf, wayTo } from '../neighbours.js';
import { errorsOf, errorsOfGateway } from '../operation-errors.js';
import { operationPage, type Prose, paragraphsOf, plainProse, proseOf, wayLinks } from '../prose.js';
import type { ExplorerPlaces, ReferenceSource } from '../source.js';
import { errorTable } from './error-table.js';
import { examplesSection } from './examples.js';
import { requestTable, responseTable } from './field-tables.js';
import { accessPointPermission, messageExamples, messagesSection } from './instance-operation.js';
import { permissionTable } from './permissions.js';

export function operationPageOf(source: ReferenceSource, operation: Operation): Page {
  const { catalogue, explorer } = source;
  const { product, action } = operation;
  const prose = proseOf(catalogue, operation);
  const isRpc = product.protocol === 'rpc';
  return {
    id: operationPage(operation),
    title: action,
    summary: prose(operation.summary),
    above: [link(product.code, product.title)],
    ...(explorer && isRpc && { invitation: tryIt(explorer, operation) }),
    blocks: [
      ...descriptionSection(operation, prose),
      ...neighboursSection(source, operation),
      ...limitSection(operation),
      ...(isRpc ? permissionSection(operation) : accessPointPermission(operation)),
      ...requestSection(operation, prose),
      ...responseSection(operation, prose),
      ...(isRpc
        ? examplesSection(operation, new URL(source.publicUrl).host)
        : [...messagesSection(operation), ...messageExamples(operation)]),
      ...errorSection(operation, prose),
      ...differencesSection(operation, prose),
      ...releaseNotesSection(operation, prose),
    ],
  };
}

function descriptionSection({ description, product, method, destructive }: Operation, prose: Prose): Block[] {
  const facts = table(
    'Facts',
    ['Product', 'API version', 'Method of official clients'],
    [
      [
        link(product.code, product.title),
        code(product.version),
        product.protocol === 'rpc' ? [code(method), ' (GET and POST are both served)'] : code(method),
      ],
    ],
  );
  const paragraphs = paragraphsOf(description ?? '').map(text => paragraph(...prose(text)));
  return [
    facts,
    ...(paragraphs.length > 0 ? [heading(2, 'Description'), ...paragraphs] : []),
    ...(destructive ? [heading(2, 'What a call takes away'), lossParagraph(destructive, prose)] : []),
  ];
}

function lossParagraph({ loses, when = {} }: Destruction, prose: Prose): Block {
  const values = Object.entries(when).map(([name, value]) => code(`${name}=${value}`));
  return paragraph(...(values.length > 0 ? ['With ', ...joined(values), ': '] : []), ...prose(loses));
}

function neighboursSection({ catalogue }: ReferenceSource, operation: Operation): Block[] {
  const { before, seeAlso } = neighboursOf(catalogue, operation);
  const list = (operations: readonly Operation[]): Block =>
    bullets(operations.map(other => [link(operationPage(other), other.action), `: ${other.summary}`]));
  return [
    ...(before.length > 0
      ? [heading(2, 'Before you call this'), list(before), ...wayParagraph(catalogue, operation)]
      : []),
    ...(seeAlso.length > 0 ? [heading(2, 'See also'), list(seeAlso)] : []),
  ];
}

/** Where more than one call leads here. */
function wayParagraph(catalogue: Catalogue, operation: Operation): Block[] {
  const way = wayTo(catalogue, operation);
  if (way.length < 2) return [];
  return [paragraph('From an empty account: ', ...wayLinks(way), ', ', code(operation.action), '.')];
}

function limitSection({ qps, product }: Operation): Block[] {
  const { code: answer, status } = product.dialect.throttled;
  if (product.protocol === 'instance') {
    return [
      heading(2, 'QPS limit'),
      paragraph(
        `${qps} calls a second of each client key, and of all client keys of an instance as many as the instance is meant for. Calls beyond that are answered with status ${status} and `,
        code(answer),
        '. The administrator can set another number, or none.',
      ),
    ];
  }
  return [
    heading(2, 'QPS limit'),
    paragraph(
      `${qps} calls a second of each caller: every user, role session and client key, and the account itself. Calls beyond that are answered with status ${status} and `,
      code(answer),
      ', and the header ',
      code('x-acs-retry-after'),
      ' says after how many milliseconds to call again. The administrator can set another number, or none.',
    ),
  ];
}

function tryIt(explorer: ExplorerPlaces, operation: Operation): Page['invitation'] {
  return {
    path: explorer.operation(operation),
    text: 'Try it now',
    about:
      'A form for these parameters, signed in your browser, with the answer explained and sample code with what you entered.',
  };
}

function permissionSection(operation: Operation): Block[] {
  const explained = paragraph('What the columns mean: ', link('authorization', 'RAM authorization'), '.');
  if (operation.ram.action === undefined) {
    return [
      heading(2, 'RAM authorization'),
      paragraph('Every authenticated caller may call this operation; no policy is needed.'),
      explained,
    ];
  }
  if (operation.identityToken) {
    return [
      heading(2, 'RAM authorization'),
      paragraph(
        'The caller has no policies: the trust policy of what it addresses decides alone about ',
        code(operation.ram.action),
        '.',
      ),
      explained,
    ];
  }
  return [heading(2, 'RAM authorization'), permissionTable('RAM authorization', [operation]), explained];
}

function requestSection(operation: Operation, prose: Prose): Block[] {
  const unsigned: Inline[] = [
    'The request is not signed: who calls is shown by the token. Of the ',
    link('requests', 'common request parameters'),
    ' it needs those that name the operation and its version.',
  ];
  const signed: Inline[] = [
    'In addition, every request has the ',
    link('requests', 'common request parameters'),
    ' and a ',
    link('signatures', 'signature'),
    '.',
  ];
  const common = operation.identityToken ? unsigned : signed;
  const own = requestTable(operation, prose);
  if (operation.product.protocol === 'instance') {
    const none = paragraph('This operation has no parameters of its own.');
    return [heading(2, 'Request parameters'), own ?? none];
  }
  const token = operation.idempotencyToken;
  return [
    heading(2, 'Request parameters'),
    ...(own ? [own] : [paragraph('This operation has no parameters of its own.')]),
    ...(token
      ? [
          paragraph(
            'With ',
            code(token),
            ' the call is safe to repeat: the same token with the same parameters gives the first answer again.',
          ),
        ]
      : []),
    paragraph(...common),
  ];
}

function responseSection(operation: Operation, prose: Prose): Block[] {
  return [
    heading(2, 'Response elements'),
    responseTable(operation, prose),
    ...(operation.product.protocol === 'rpc'
      ? [paragraph('How answers look in JSON and in XML: ', link('answers', 'answers'), '.')]
      : []),
  ];
}

function errorSection(operation: Operation, prose: Prose): Block[] {
  const errors = errorsOf(operation);
  const own = errors.filter(error => error.from === 'operation');
  const ofProduct = errors.filter(error => error.from === 'product');
  return [
    heading(2, 'Error codes'),
    ...(own.length > 0
      ? [heading(3, 'Of this operation', 'own-errors'), errorTable('Errors of this operation', own, prose)]
      : []),
    heading(3, 'Of every operation of this product', 'product-errors'),
    errorTable(`Errors of every operation of ${operation.product.title}`, ofProduct, prose),
    ...(operation.product.protocol === 'rpc'
      ? [
          {
            kind: 'details' as const,
            summary: 'Errors of the gateway, before the operation is reached',
            blocks: [errorTable('Errors of the gateway', errorsOfGateway, plainProse)],
          },
        ]
      : []),
    paragraph(
      code('{P}'),
      ' is the name of a parameter, in codes too; other names in braces are values of the call. How an error looks, and how to look a code up: ',
      link('errors', 'errors'),
      '.',
    ),
  ];
}

function differencesSection({ differences }: Operation, prose: Prose): Block[] {
  return [
    heading(2, 'Differences from the cloud'),
    differences.length > 0 ? bullets(differences.map(prose)) : paragraph('None known.'),
  ];
}

function releaseNotesSection({ releaseNotes, since }: Operation, prose: Prose): Block[] {
  const first = `Offered since version ${since} of this server${releaseNotes.length > 0 ? '.' : ', and not changed since.'}`;
  return [heading(2, 'Release notes'), bullets([first, ...releaseNotes.map(prose)])];
}
