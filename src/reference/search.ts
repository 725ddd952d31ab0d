/** Search over what the declarations say: names, summaries, parameters, error codes. */
import type { Catalogue } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';
import { fieldRows } from './field-rows.js';
import { errorsOf, errorsOfGateway, errorsOfProduct, isCode } from './operation-errors.js';

export type Found =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly places: readonly Place[] }
  | { readonly kind: 'planned'; readonly product: string; readonly action: string }
  /** An error that does not belong to one operation; without a product: the gateway's. */
  | { readonly kind: 'error'; readonly code: string; readonly product?: string };

/** Where a word was found: `name` is that of a parameter, an element or an error. */
export interface Place {
  readonly place: 'name' | 'summary' | 'parameter' | 'element' | 'error';
  readonly name?: string;
}

const RANK: readonly Place['place'][] = ['name', 'summary', 'parameter', 'error', 'element'];
const MAX_WORDS = 8;

/** What is longer finds nothing. */
export const maxQueryLength = 100;

/** What has every word of the query somewhere, without regard to case; the best first. An empty query finds nothing. */
export function search(catalogue: Catalogue, query: string): Found[] {
  if (query.length > maxQueryLength) return [];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const operations = catalogue.operations
    .flatMap(operation => {
      const places = placesOf(operation, words);
      return places ? [{ kind: 'operation' as const, operation, places }] : [];
    })
    .sort((a, b) => rankOf(a.places) - rankOf(b.places));
  const hasAll = (text: string): boolean => words.every(word => text.toLowerCase().includes(word));
  return [
    ...operations,
    ...sharedErrors(catalogue).filter(({ code }) => hasAll(code) || (words.length === 1 && isCode(code, query.trim()))),
    ...catalogue.products.flatMap(({ code, title, planned }) =>
      planned
        .filter(action => hasAll(`${code} ${title} ${action}`))
        .map(action => ({ kind: 'planned' as const, product: code, action })),
    ),
  ];
}

function sharedErrors(catalogue: Catalogue): (Found & { readonly kind: 'error' })[] {
  const facts = new Map(catalogue.operations.map(({ product }) => [product.code, product]));
  const ofProducts = [...facts.values()].flatMap(product => {
    const codes = new Set(errorsOfProduct(product).map(({ code }) => code));
    return [...codes].map(code => ({ kind: 'error' as const, code, product: product.code }));
  });
  return [...ofProducts, ...errorsOfGateway.map(({ code }) => ({ kind: 'error' as const, code }))];
}

/** The places of all words, or undefined if one of them is nowhere. */
function placesOf(operation: Operation, words: readonly string[]): Place[] | undefined {
  const texts = textsOf(operation);
  const found = words.map(word => texts.filter(({ text }) => text.toLowerCase().includes(word)));
  if (found.some(places => places.length === 0)) return undefined;
  const best = found.flatMap(places => places.sort((a, b) => rank(a.place) - rank(b.place)).slice(0, 3));
  return [...new Set(best)].map(({ place, name }) => ({ place, ...(name !== undefined && { name }) }));
}

interface SearchedText extends Place {
  readonly text: string;
}

function textsOf(operation: Operation): SearchedText[] {
  const { product, action, summary, request, response } = operation;
  return [
    { place: 'name', text: `${product.code} ${action}` },
    { place: 'summary', text: `${summary} ${product.title}` },
    ...fieldRows(request, 'request').map(({ path }) => ({ place: 'parameter' as const, name: path, text: path })),
    ...fieldRows(response, 'response').map(({ path }) => ({ place: 'element' as const, name: path, text: path })),
    ...errorsOf(operation)
      .filter(error => error.from === 'operation')
      .map(({ code }) => ({ place: 'error' as const, name: code, text: code })),
  ];
}

const rank = (place: Place['place']): number => RANK.indexOf(place);
const rankOf = (places: readonly Place[]): number => Math.max(...places.map(({ place }) => rank(place)));
