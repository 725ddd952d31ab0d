/** Texts of declarations as pages show them: what stands in backticks is code, and the name of an operation leads to its page. */
import type { Catalogue } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';
import { type Inline, joined, link, type PageId } from './document.js';

/** Where the page of an operation is. */
export function operationPage({ product, action }: Pick<Operation, 'product' | 'action'>): PageId {
  return `${product.code}/${action}`;
}

/** Operations one after the other, each a link to its page. */
export function wayLinks(way: readonly Operation[]): Inline[] {
  return joined(way.map(step => link(operationPage(step), step.action)));
}

/** Reads the texts of one operation; its own name and names of other products stay text. */
export type Prose = (text: string) => Inline[];

export function proseOf(catalogue: Catalogue, { product, action }: Pick<Operation, 'product' | 'action'>): Prose {
  const pages = new Map(
    catalogue.operations
      .filter(operation => operation.product.code === product.code && operation.action !== action)
      // Encrypt and Decrypt are words as well.
      .filter(operation => /^[A-Z]\w*[a-z][A-Z]/.test(operation.action))
      .map(operation => [operation.action, operationPage(operation)]),
  );
  return text =>
    text.split('`').flatMap((part, index) => {
      if (part === '') return [];
      return index % 2 === 1 ? [{ code: part }] : linked(part, pages);
    });
}

/** Reads the texts that all operations of a product share. */
export function proseOfProduct(catalogue: Catalogue, product: Operation['product']): Prose {
  return proseOf(catalogue, { product, action: '' });
}

/** Reads texts that belong to no product. */
export const plainProse: Prose = text =>
  text.split('`').flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? { code: part } : part]));

function linked(text: string, pages: ReadonlyMap<string, PageId>): Inline[] {
  return text
    .split(/\b([A-Z][A-Za-z0-9]+)\b/)
    .filter(part => part !== '')
    .map(part => {
      const page = pages.get(part);
      return page === undefined ? part : link(page, part);
    });
}

/** The paragraphs of a text that was written with indentation and line breaks of its own. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
    .filter(paragraph => paragraph !== '');
}
