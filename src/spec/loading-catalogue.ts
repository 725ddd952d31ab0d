/**
 * The catalogue of a server. The operations of a product are loaded with the first call of that product: all of them would take a third of a start,
 * and memory for products that nobody calls.
 */
import { type Catalogue, catalogue, type DeclaredProduct } from './catalogue.js';
import type { Operation } from './operation.js';

export interface LoadingCatalogue extends Pick<Catalogue, 'findProduct' | 'findOperation'> {
  /** To be awaited before something of this version is looked up: before that there is nothing of it. Undefined where there is nothing to wait for. */
  load(version: string): Promise<void> | undefined;
  /** Everything, loaded now. */
  whole(): Promise<Catalogue>;
}

export interface LoadableProduct {
  readonly product: DeclaredProduct;
  readonly operations: () => Promise<readonly Operation[]>;
}

export function loadingCatalogue(parts: readonly LoadableProduct[]): LoadingCatalogue {
  const products = parts.map(({ product }) => product);
  const parted = new Map(parts.map(part => [part.product.version, part]));
  const loaded = new Map<string, Catalogue>();
  const loading = new Map<string, Promise<void>>();

  const load = async ({ product: { version }, operations }: LoadableProduct): Promise<void> => {
    try {
      // With the other products, whose things its parameters may name.
      loaded.set(version, catalogue(products, await operations()));
    } finally {
      // What could not be read is tried again at the next call.
      loading.delete(version);
    }
  };
  const loadOnce = (version: string, part: LoadableProduct): Promise<void> => {
    const begun = loading.get(version) ?? load(part);
    loading.set(version, begun);
    return begun;
  };

  const makeWhole = async (): Promise<Catalogue> =>
    catalogue(products, (await Promise.all(parts.map(({ operations }) => operations()))).flat());
  let all: Promise<Catalogue> | undefined;

  return {
    load: version => {
      if (loaded.has(version)) return undefined;
      const part = parted.get(version);
      return part && loadOnce(version, part);
    },
    findProduct: (version, protocol) => loaded.get(version)?.findProduct(version, protocol),
    findOperation: (version, action) => loaded.get(version)?.findOperation(version, action),
    whole: () => {
      all ??= makeWhole().catch(fault => {
        all = undefined;
        throw fault;
      });
      return all;
    },
  };
}
