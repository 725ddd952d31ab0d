/**
 * What README and docs link to is there, and their pictures are small enough to be loaded by anybody. What comments cite is there too: files,
 * sections of the pages in docs/wire, decisions; and standards are cited by number and section.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commentsOf } from './comments.js';

const MOST_BYTES = 150_000;

const root = join(import.meta.dirname, '..');
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name) && !name.includes('node_modules'))
    .map(name => join(folder, name));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesIn('docs', /\.md$/)];

test.each(documents)('%s links to files that are there', document => {
  const targets = [...read(document).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  const files = targets.filter(target => !/^[a-z]+:/.test(target)).map(target => join(dirname(document), target));
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
});

test('the tests and figures that SECURITY.md stands on are there, and every promise names one', () => {
  const text = read('SECURITY.md');
  const named = [...text.matchAll(/`((?:test|src|docs|torture|fuzz|bench)\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(file => !existsSync(join(root, file)))).toEqual([]);
  const promises =
    text
      .split('## What is promised')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| (?!---|Promise).*$/gm) ?? [];
  expect(promises.length).toBeGreaterThan(10);
  expect(promises.filter(row => !/`(?:test|src|docs|torture)\//.test(row))).toEqual([]);
});

test('each place that docs/architecture.md answers with is there and holds the symbol', () => {
  const rows = [...read('docs/architecture.md').matchAll(/^\| [^|]+\? ?[^|]*\| `([^`]+)` \| `([^`]+)` \|$/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(30);
  const holds = (file: string, symbol: string) =>
    existsSync(join(root, file)) && new RegExp(`(?<![\\w.])${symbol.replaceAll('.', '\\.')}(?!\\w)`).test(read(file));
  expect(rows.filter(([, file = '', symbol = '']) => !holds(file, symbol)).map(([row]) => row)).toEqual([]);
});

test('pictures are PNG and small', () => {
  const folder = join(root, 'docs/images');
  const pictures = readdirSync(folder);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter(name => !name.endsWith('.png') || statSync(join(folder, name)).size > MOST_BYTES)).toEqual([]);
});

const decisions = readdirSync(join(root, 'docs/decisions')).sort();

test('decisions are numbered without a gap, in their names and in their titles', () => {
  const numbers = decisions.map(name => [
    Number.parseInt(name, 10),
    Number(/^# (\d+)\. /.exec(read(`docs/decisions/${name}`))?.[1]),
  ]);
  expect(numbers).toEqual(decisions.map((_, index) => [index + 1, index + 1]));
});

test.each(documents)('%s calls decisions by their numbers', document => {
  const links = [...read(document).matchAll(/\[decision (\d+)\]\([^)]*?(\d{4})-[^)]*\)/g)];
  expect(links.filter(([, called, file]) => Number(called) !== Number(file))).toEqual([]);
});

/** Section numbers of a page of docs/wire, from its headings: `## 8 Replays`, `### 2.3 Values`, `## Appendix A Vectors`. */
function sectionsOf(page: string): ReadonlySet<string> {
  const headings = read(`docs/wire/${page}`).matchAll(/^#{2,4} (?:Appendix )?(\d+(?:\.\d+)*|[A-Z]) /gm);
  return new Set([...headings].map(([, number = '']) => number));
}
const wirePages = new Map(
  readdirSync(join(root, 'docs/wire'))
    .filter(name => name.endsWith('.md'))
    .map(name => [name, sectionsOf(name)]),
);

const listOf = (item: string) => `(${item}(?:(?:, and|,| and| or| to) ${item})*)`;
const NUMBER = String.raw`\d+(?:\.\d+)*(?: \([^)]*\))?`;
/** `section 8`, `sections 2.3, 5.1 (operation 3) and 6.7`, `appendix A`. */
const SECTIONS = `(?:sections? ${listOf(NUMBER)}|appendix ${listOf('[A-Z]')})`;

/** The sections that a match of `SECTIONS` names. */
function sectionsIn(list = '', appendices = ''): string[] {
  return `${list.replaceAll(/\([^)]*\)/g, '')} ${appendices}`.match(/\d+(?:\.\d+)*|\b[A-Z]\b/g) ?? [];
}

/** What of a text is cited and not there. Files: those of the root, of docs and, as `wire/…`, of docs/wire. */
function missingIn(text: string): string[] {
  const files = [...text.matchAll(/(?<![\w/.-])(?:(?:docs|wire)\/)?(?:decisions\/)?[\w.-]+\.md\b/g)].map(
    ([file]) => file,
  );
  const noFiles = files.filter(file => !existsSync(join(root, file.startsWith('wire/') ? `docs/${file}` : file)));
  const cited = [...text.matchAll(new RegExp(String.raw`wire/([\w-]+\.md) ${SECTIONS}`, 'g'))];
  const noSections = cited.flatMap(([, page = '', ...lists]) =>
    sectionsIn(...lists)
      .filter(number => !wirePages.get(page)?.has(number))
      .map(number => `wire/${page} section ${number}`),
  );
  const noDecisions = [...text.matchAll(/\bdecisions? (\d+)\b/gi)]
    .filter(([, number]) => Number(number) < 1 || Number(number) > decisions.length)
    .map(([decision]) => decision);
  return [...noFiles, ...noSections, ...noDecisions];
}

/** What stands before `section`: the standards that comments cite, by the end of their names. */
const DOCUMENT = new RegExp(
  `(?:${[
    String.raw`RFC \d+`,
    String.raw`wire/[\w-]+\.md`,
    String.raw`X\.\d+`,
    String.raw`GB/T [\d.]+`,
    String.raw`NIST SP [\w-]+`,
    'MS-[A-Z]+',
    String.raw`Unicode Standard Annex \d+|Technical Report \d+`,
    String.raw`(?:OpenAPI|XML|Matter Core Specification) [\d.]+,`,
    String.raw`https:\S+`,
    'CA/Browser Forum baseline requirements,',
    'SEC 1',
  ].join('|')})$`,
);

/** What of a comment is not cited as everything else is. */
function otherwiseCited(comment: string): string[] {
  const unnamed = [...comment.matchAll(/ (?:sections?|§) ?\d[\d.]*/g)].filter(
    ({ index }) => !DOCUMENT.test(comment.slice(0, index)),
  );
  const rfcs = [
    // "RFC5280", "rfc 5280", "the RFC".
    ...comment.matchAll(/\bRFC(?! \d|s\b)\S*|\brfc ?\d+/g),
    // "RFC 5280, 4.1" and "RFC 5280 4.1", without the word.
    ...comment.matchAll(/\bRFC \d+,? (?:\d|Section|sec\.|§)\S*/g),
  ];
  return [...unnamed, ...rfcs].map(([citation]) => citation.trim());
}

describe('citations', () => {
  const folders = ['src', 'console', 'test', 'bench', 'torture', 'fuzz', 'demo', 'screenshots'];
  const sources = folders
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder => filesIn(folder, /\.(?:tsx?|py|go|java|sh)$/))
    .filter(file => join(root, file) !== import.meta.filename);
  // The rules of the lint have their citations as values.
  const textsOf = (source: string) => [
    ...commentsOf(source),
    ...[...source.matchAll(/ citation: '([^']*)'/g)].map(([, text = '']) => text),
  ];
  const comments = sources.map(file => ({ file, comments: textsOf(read(file)) }));
  const faults = (find: (comment: string) => string[]) =>
    comments.flatMap(({ file, comments }) => comments.flatMap(find).map(fault => `${file}: ${fault}`));

  test('are found', () => {
    const cited = comments.filter(({ comments }) => comments.some(comment => comment.includes('wire/')));
    expect(cited.length).toBeGreaterThan(80);
  });

  test('name files, sections and decisions that are there', () => expect(faults(missingIn)).toEqual([]));

  test('name the document before the section, and RFCs by number', () => expect(faults(otherwiseCited)).toEqual([]));

  test.each([
    ['wire/gateway.md section 8, wire/cas.md sections 5.1 (operation 3) and 6.7, decision 2, README.md', []],
    ['as wire/gateway.md section 99 says', ['wire/gateway.md section 99']],
    ['wire/cas.md sections 5.3, 5.99 and 6.98', ['wire/cas.md section 5.99', 'wire/cas.md section 6.98']],
    ['wire/gateway.md appendix A and wire/gateway.md appendix B', ['wire/gateway.md section B']],
    ['wire/nothing.md and nowhere.md', ['wire/nothing.md', 'nowhere.md']],
    ['decision 0, decision 99', ['decision 0', 'decision 99']],
  ])('that lead nowhere are found: %s', (text, missing) => expect(missingIn(text)).toEqual(missing));

  test.each([
    ['RFC 5280 sections 4.1 and 4.2, X.690 section 11.2, RFC 7292 appendix B.2', []],
    ['as section 8 says', ['section 8']],
    ['DESIGN section 6', ['section 6']],
    ['RFC 9562, 5.7', ['RFC 9562, 5.7']],
    ['RFC5280 and the RFC', ['RFC5280', 'RFC']],
    ['RFC 5280, section 4', ['section 4']],
  ])('that have another form are found: %s', (comment, faults) => expect(otherwiseCited(comment)).toEqual(faults));

  test.each([...wirePages])('docs/wire/%s names sections of its own and of other pages that are there', (page, own) => {
    const text = read(`docs/wire/${page}`).replaceAll(/\s+/g, ' ');
    const others = [...text.matchAll(new RegExp(String.raw`\]\(([\w-]+\.md)\) ${SECTIONS}`, 'g'))];
    const missing = others.flatMap(([, other = '', ...lists]) =>
      sectionsIn(...lists).filter(number => !wirePages.get(other)?.has(number)),
    );
    const here = [...text.matchAll(new RegExp(String.raw`(?<!\.md\)?|RFC \d+) ${SECTIONS}`, 'g'))];
    const missingHere = here.flatMap(([, ...lists]) => sectionsIn(...lists).filter(number => !own.has(number)));
    expect({ missing, missingHere }).toEqual({ missing: [], missingHere: [] });
  });
});
