import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAddition } from '../../src/reference/contract-deviations.js';
import type { Page } from '../../src/reference/document.js';
import { framed } from '../../src/reference/frame.js';
import { markdownFiles } from '../../src/reference/markdown-files.js';
import { operationPage } from '../../src/reference/prose.js';
import { search } from '../../src/reference/search.js';
import { siteOf } from '../../src/reference/site.js';
import { declarations } from '../derived/declarations.js';
import { source } from './source.js';

const site = siteOf(source);
const pages = new Map<string, Page>([...site].map(([id, make]) => [id, make()]));
const rendered = new Map([...pages].map(([id, page]) => [id, framed(page, { stylesheetPath: '/s.css' }).text]));
const files = new Map(markdownFiles(source).map(({ name, text }) => [name, text]));

const htmlOf = (id: string): string => rendered.get(id) ?? '';
const idsIn = (html: string): string[] => [...html.matchAll(/ id="([^"]*)"/g)].map(match => match[1] ?? '');

/** What a reader sees, without the parts that only one of the two forms has. */
function wordsOf(html: string): Set<string> {
  const main = html
    .slice(html.indexOf('<main'))
    .replace(/<nav class="contents".*?<\/nav>/s, '')
    .replace(/<caption>.*?<\/caption>/g, '')
    // A place where a long name may break.
    .replaceAll('<wbr>', '')
    .replace(/<[^>]*>/g, ' ');
  return new Set(
    main
      .replaceAll('\\', '')
      .replace(/&(#39|quot|amp|lt|gt);/g, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

describe.each([...pages.keys()].map(id => [id || 'the start page', id] as const))('%s', (_name, id) => {
  const html = htmlOf(id);

  test('every element is closed where it should be, and every id is there once', () => {
    const open: string[] = [];
    for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (['meta', 'link', 'input', 'br', 'wbr'].includes(name)) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
    expect(new Set(idsIn(html)).size).toBe(idsIn(html).length);
  });

  test('every link leads to a page and a place on it', () => {
    for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/g)) {
      if (href === '/s.css' || href === 'data:,' || href.startsWith('/openapi/')) continue;
      const [, path = '', fragment] = /^(?:\/reference\/([^?#]*))?(?:\?[^#]*)?(?:#(.*))?$/.exec(href) ?? ['', '', href];
      const target = href.startsWith('#') ? id : path;
      expect(pages.has(target), href).toBe(true);
      if (fragment !== undefined) expect(idsIn(htmlOf(target)), href).toContain(fragment);
    }
  });

  test('nothing on it runs, is styled inline or comes from elsewhere', () => {
    expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|<img|<iframe|javascript:/i);
    expect(
      [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].filter(([, url]) => /^(https?:)?\/\//.test(url ?? '')),
    ).toEqual([]);
  });

  test('the Markdown file says the same', () => {
    const page = pages.get(id) as Page;
    const name = [...files.keys()].find(
      file => file === `${id}.md` || file === [id, 'README.md'].filter(Boolean).join('/'),
    );
    const markdown = files.get(name ?? '') ?? '';
    expect(markdown).toContain(`# ${page.title.replace(/[<>#_*]/g, '\\$&')}`);
    const words = new Set(markdown.replaceAll('\\', '').match(/[\p{L}\p{N}]+/gu) ?? []);
    expect([...wordsOf(html)].filter(word => !words.has(word))).toEqual([]);
  });
});

test('every link in a Markdown file leads to a file and a place in it', () => {
  for (const [name, text] of files) {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]*)\)/g)) {
      const [file = '', fragment] = target.split('#');
      const path = join(name, '..', file);
      expect(files.has(path), `${name}: ${target}`).toBe(true);
      if (fragment !== undefined) expect(files.get(path), `${name}: ${target}`).toContain(`<a id="${fragment}"></a>`);
    }
  }
});

describe('the page of an operation', () => {
  const { operations } = source.catalogue;

  test.each(operations.map(operation => [operation.action, operation] as const))(
    '%s says everything that the declaration says',
    (_action, operation) => {
      const text = htmlOf(operationPage(operation))
        .replace(/<[^>]*>/g, '')
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'");
      const said = [
        operation.summary.replaceAll('`', ''),
        ...(operation.ram.action === undefined ? [] : [operation.ram.action]),
        `${operation.qps} calls a second`,
        ...Object.keys(operation.request),
        ...Object.keys(operation.response),
        ...Object.entries({ ...operation.errors, ...operation.product.errors }).flatMap(([code, { message }]) => [
          code,
          message,
        ]),
        ...operation.differences.map(difference => difference.replaceAll('`', '')),
        ...operation.examples.map(({ title }) => title),
      ];
      const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(said.filter(one => !plain.includes(one))).toEqual([]);
    },
  );

  test('has the sections of the founding page, in its order', () => {
    const html = htmlOf('cas/DescribeCertificatePrivateKey');
    const sections = [...html.matchAll(/<h2 id="[^"]*">([^<]*)</g)].map(match => match[1]);
    expect(sections).toEqual([
      'Description',
      'Before you call this',
      'See also',
      'QPS limit',
      'RAM authorization',
      'Request parameters',
      'Response elements',
      'Examples',
      'Error codes',
      'Differences from the cloud',
      'Release notes',
    ]);
    expect(html).toMatch(/Before you call this.*CreateClientCertificate.*CreateServerCertificate.*See also/s);
    expect(html).toContain('at most 32 bytes of UTF-8');
  });

  test('shows nested members, and how lists are sent', () => {
    const html = htmlOf('cas/CreateClientCertificate');
    expect(html).toContain('<code>Tags.N.Key</code>');
    expect(html).toContain('sent as <code>Tags.1.Key=…</code>, read as one JSON text too');
    expect(htmlOf('cas/DescribeCACertificateList')).toContain('<code>CertificateList[].Identifier</code>');
    expect(htmlOf('ram/CreatePolicy')).toContain('sent as one JSON text, read as <code>Tag.1.Key=…</code> too');
  });

  test('leads to the Explorer where there is one', () => {
    const withExplorer = siteOf({
      ...source,
      explorer: {
        home: '/console/#/explore',
        operation: ({ product, action }) => `/console/#/explore/${product.code}/${action}`,
      },
    });
    const page = withExplorer.get('kms/GetClientKey')?.() as Page;
    expect(framed(page, { stylesheetPath: '' }).text).toContain('href="/console/#/explore/kms/GetClientKey"');
  });
});

describe('pages about all operations', () => {
  test('coverage names every operation of every contract, and additions', () => {
    const cells = [...htmlOf('coverage').matchAll(/<td role="cell" data-column="Operation">(.*?)<\/td>/g)];
    const names = cells.map(([, cell = '']) => cell.replace(/<[^>]*>/g, ''));
    const { products, operations } = source.catalogue;
    const extensions = products.filter(({ isExtension }) => isExtension).map(({ code }) => code);
    const additions = operations.filter(
      ({ product: { code }, action }) => isAddition(code, action) || extensions.includes(code),
    );
    const ofCloud = products.filter(({ isExtension }) => !isExtension);
    const inContracts = ofCloud.flatMap(({ code, version }) => {
      const file = join(import.meta.dirname, '../../src/api/contracts', `${code}-${version}.json`);
      return Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
    });
    expect(names.sort()).toEqual([...inContracts, ...additions.map(({ action }) => action)].sort());
  });

  test('the list of actions has every action, and what needs none', () => {
    const html = htmlOf('policy');
    for (const { ram, action } of declarations.operations) expect(html).toContain(`>${ram.action ?? action}<`);
  });

  test('paging and times find the operations that have them', () => {
    expect(htmlOf('paging')).toMatch(/ListUsers.*MaxItems.*default 100, at most 1000/s);
    expect(htmlOf('times')).toMatch(/BeforeDate<\/code>.*milliseconds since 1970/s);
    expect(htmlOf('times')).toMatch(/CreateDate<\/code>.*yyyy-MM-ddTHH:mm:ssZ/s);
  });

  test('what a thing may do in which state is shown for every state and act', () => {
    const lifecycles = source.catalogue.products.flatMap(({ lifecycles = [] }) => lifecycles);
    const cells = lifecycles.flatMap(({ states, acts }) => acts.flatMap(() => ['', ...states]));
    expect(cells.length).toBeGreaterThan(80);
    expect([...htmlOf('lifecycle').matchAll(/<td /g)]).toHaveLength(cells.length);
  });
});

describe('search', () => {
  const found = (query: string): string[] =>
    search(source.catalogue, query).map(one =>
      one.kind === 'operation' ? one.operation.action : one.kind === 'planned' ? `planned ${one.action}` : one.code,
    );

  test.each([
    ['a name, in any case', 'describecertificateprivatekey', 'DescribeCertificatePrivateKey'],
    ['words of the summary', 'private key password', 'DescribeCertificatePrivateKey'],
    ['a parameter', 'EncryptedCode', 'DescribeCertificatePrivateKey'],
    ['a nested element', 'TagValue', 'DescribeClientCertificate'],
    ['an error code', 'NotSupport.MissingPrivateKey', 'DescribeCertificatePrivateKey'],
    ['an error code of the gateway', 'SignatureNonceUsed', 'SignatureNonceUsed'],
    ['an error code with a name in it', 'MissingUserName', 'Missing{P}'],
    ['what is planned', 'AssumeRoleWithSAML', 'planned AssumeRoleWithSAML'],
  ])('%s', (_name, query, expected) => {
    expect(found(query)).toContain(expected);
  });

  test('names come before mentions', () => {
    expect(found('GetClientKey')[0]).toBe('GetClientKey');
  });

  test.each([
    ['nothing', ''],
    ['blanks', '  '],
    ['a stranger', 'zzzz'],
    ['one word of two', 'key zzzz'],
    ['too much', 'a'.repeat(101)],
  ])('%s finds nothing', (_name, query) => {
    expect(found(query)).toEqual([]);
  });
});
