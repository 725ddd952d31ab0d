/** Finding operations by words: in name and summary, and, where the product is described already, in parameters and error codes. */
import type { Catalogue } from '../description/catalogue';
import type { Field, Operation, OperationEntry, ProductEntry } from '../description/model';

export interface Found {
  readonly operation: OperationEntry;
  /** The parameter or error code that a word was found in, when neither name nor summary has it. */
  readonly because?: string;
}

export interface FoundProduct {
  readonly product: ProductEntry;
  readonly found: readonly Found[];
}

/** Operations that have every word somewhere, by product; best first within one. Without words: all, as they are listed. */
export function search({ products = [], described }: Catalogue, query: string): FoundProduct[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return products
    .map(product => ({
      product,
      found: product.operations
        .flatMap(entry => {
          const known = described[product.code]?.operations.find(({ action }) => action === entry.action);
          const match = matchOf(entry, known, product, words);
          return match ? [match] : [];
        })
        .sort((a, b) => a.rank - b.rank)
        .map(({ rank: _, ...found }) => found),
    }))
    .filter(({ found }) => found.length > 0);
}

function matchOf(
  operation: OperationEntry,
  known: Operation | undefined,
  product: ProductEntry,
  words: readonly string[],
): (Found & { readonly rank: number }) | undefined {
  const name = `${product.code} ${operation.action}`.toLowerCase();
  const prose = `${operation.summary} ${product.title}`.toLowerCase();
  let rank = 0;
  let because: string | undefined;
  for (const word of words) {
    if (name.includes(word)) continue;
    rank = Math.max(rank, 1);
    if (prose.includes(word)) continue;
    rank = 2;
    because = known && furtherNames(known).find(text => text.toLowerCase().includes(word));
    if (because === undefined) return undefined;
  }
  return { operation, rank, ...(because !== undefined && { because }) };
}

function furtherNames({ request, errors }: Operation): string[] {
  const ownErrors = errors.filter(({ from }) => from === 'operation');
  return [...fieldNames(request, ''), ...ownErrors.map(({ code }) => code)];
}

function fieldNames(fields: readonly Field[], prefix: string): string[] {
  return fields.flatMap(field => {
    const path = prefix + field.name;
    const members = field.fields ?? field.item?.fields ?? [];
    return [path, ...fieldNames(members, `${path}.`)];
  });
}
