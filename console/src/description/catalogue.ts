/**
 * Which operations there are. The list comes first and is small; what an operation looks like comes with its product's description,
 * which is fetched when it is needed, or when the browser has nothing else to do, so that parameters can be searched too.
 */
import { createStore } from '../session/store';
import type { Operation, Product, ProductEntry } from './model';
import { readIndex, readMessages, readProduct } from './read-product';
import type { IndexDocument, MessagesDocument, ProductDocument } from './wire';

export interface Catalogue {
  /** Undefined until the list is there. */
  readonly products?: readonly ProductEntry[];
  /** By product code, as far as fetched. */
  readonly described: Readonly<Record<string, Product>>;
  /** The last fetch failed. */
  readonly failed: boolean;
}

export const catalogue = createStore<Catalogue>({ described: {}, failed: false });

const underWay = new Map<string, Promise<Product | undefined>>();

export async function loadIndex(): Promise<void> {
  try {
    const products = readIndex(await fetchJson<IndexDocument>('/openapi/index.json'));
    catalogue.set({ ...catalogue.get(), products, failed: false });
  } catch {
    catalogue.set({ ...catalogue.get(), failed: true });
  }
}

/** The described product; undefined if it cannot be had. */
export function loadProduct(code: string): Promise<Product | undefined> {
  const started = underWay.get(code) ?? fetchProduct(code);
  underWay.set(code, started);
  return started;
}

export async function loadEveryProduct(): Promise<void> {
  for (const { code } of catalogue.get().products ?? []) await loadProduct(code);
}

export async function findOperation(code: string, action: string): Promise<Operation | undefined> {
  return (await loadProduct(code))?.operations.find(operation => operation.action === action);
}

async function fetchProduct(code: string): Promise<Product | undefined> {
  try {
    const product = await describedProduct(code);
    const { described } = catalogue.get();
    catalogue.set({ ...catalogue.get(), described: { ...described, [code]: product }, failed: false });
    return product;
  } catch {
    // So that the next wish for it tries again.
    underWay.delete(code);
    catalogue.set({ ...catalogue.get(), failed: true });
    return undefined;
  }
}

async function describedProduct(code: string): Promise<Product> {
  const path = `/openapi/${encodeURIComponent(code)}`;
  const isInstance = catalogue.get().products?.some(it => it.code === code && it.protocol === 'instance');
  return isInstance
    ? readMessages(await fetchJson<MessagesDocument>(`${path}.messages.json`))
    : readProduct(await fetchJson<ProductDocument>(`${path}.json`));
}

async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
