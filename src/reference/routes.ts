/**
 * `/reference/…` and `/openapi/…`: everything that explains the API, without authentication and without scripts. Pages are made at
 * their first use and kept, except those that hold words of the visitor.
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type ServedAnswer, type StoredAnswer, serveStored, storeAnswer } from '../gateway/stored-answer.js';
import { spokenAs } from '../spec/catalogue.js';
import type { Page } from './document.js';
import { type Frame, framed } from './frame.js';
import { messagesDocument } from './messages-document.js';
import { openApiDocument, openApiIndex } from './openapi.js';
import { absentPage } from './pages/absent.js';
import { errorsPage } from './pages/errors.js';
import { searchPage } from './pages/start.js';
import type { ReferencePath } from './paths.js';
import { siteOf } from './site.js';
import type { ReferenceSource } from './source.js';
import { stylesheet } from './stylesheet.js';

export type ReferenceAnswer = (
  path: string,
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
) => Promise<ServedAnswer | undefined>;

const HTML = 'text/html;charset=utf-8';
const JSON_TYPE = 'application/json;charset=utf-8';

/** Nothing but the one stylesheet and the form that searches. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const stylesheetPath = `/reference/style-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 16)}.css`;

/** `source` is asked for at the first request, when the server knows its own address. */
export function referenceAnswers(source: () => ReferenceSource): Readonly<Record<ReferencePath, ReferenceAnswer>> {
  const stored = new Map<string, Promise<StoredAnswer> | undefined>();
  const once = async (
    path: string,
    headers: IncomingHttpHeaders,
    make: () => Promise<StoredAnswer> | undefined,
  ): Promise<ServedAnswer | undefined> => {
    const known = stored.get(path) ?? make();
    // Only what there is: addresses of nothing are without number.
    if (known) stored.set(path, known);
    return known && serveStored(await known, headers);
  };

  return {
    '/reference': async () => movedTo('/reference/'),
    '/reference/*': async (path, query, headers) => {
      if (path === stylesheetPath) return once(path, headers, storedStylesheet);
      const id = path.slice('/reference/'.length);
      const visitors = visitorsPage(source(), id, query);
      if (visitors) return visitors;
      const page = await once(path, headers, () => {
        const make = siteOf(source()).get(id);
        return make && storeAnswer(framed(make(), frameOf(source())).text, HTML, PAGE_HEADERS);
      });
      return page ?? fresh(404, absentPage(source(), id), frameOf(source()));
    },
    '/openapi/*': (path, _query, headers) =>
      once(path, headers, () => {
        const description = describedAt(source(), path.slice('/openapi/'.length));
        return description && storeAnswer(JSON.stringify(description), JSON_TYPE, PAGE_HEADERS);
      }),
  };
}

/** A page that depends on words of the visitor, which is neither kept nor cached. */
function visitorsPage(source: ReferenceSource, id: string, query: URLSearchParams): ServedAnswer | undefined {
  const words = id === '' ? (query.get('q') ?? '').trim() : '';
  if (words !== '') return fresh(200, searchPage(source, words), { ...frameOf(source), query: words });
  const code = id === 'errors' ? (query.get('code') ?? '').trim() : '';
  if (code !== '') return fresh(200, errorsPage(source, code, query.get('product') ?? undefined), frameOf(source));
  return undefined;
}

function frameOf({ explorer }: ReferenceSource): Frame {
  return { stylesheetPath, ...(explorer && { explorerPath: explorer.home }) };
}

function fresh(status: number, page: Page, frame: Frame): ServedAnswer {
  const body = framed(page, frame).text;
  return { status, contentType: HTML, body, headers: { ...PAGE_HEADERS, 'cache-control': 'no-store' } };
}

function storedStylesheet(): Promise<StoredAnswer> {
  // The name changes with the content.
  return storeAnswer(stylesheet, 'text/css;charset=utf-8', {
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
}

function describedAt(source: ReferenceSource, file: string): object | undefined {
  if (file === 'index.json') return openApiIndex(source);
  const { products } = spokenAs(source.catalogue, 'rpc');
  const product = products.find(({ code }) => file === `${code}.json`);
  if (product) return openApiDocument(source, product);
  const spoken = spokenAs(source.catalogue, 'instance').products.find(({ code }) => file === `${code}.messages.json`);
  return spoken && messagesDocument(source, spoken);
}

function movedTo(location: string): ServedAnswer {
  return { status: 308, contentType: HTML, body: '', headers: { ...PAGE_HEADERS, location } };
}
