/** What the pages are made from. */
import type { Catalogue } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';

/** Paths of this server. */
export interface ExplorerPlaces {
  readonly home: string;
  /** Where the operation can be tried. */
  operation(operation: Operation): string;
}

export interface ReferenceSource {
  readonly catalogue: Catalogue;
  /** `http://127.0.0.1:8088`: what the examples address, without a trailing slash. */
  readonly publicUrl: string;
  /** Where this server has its Explorer; absent: it has none. */
  readonly explorer?: ExplorerPlaces;
}
