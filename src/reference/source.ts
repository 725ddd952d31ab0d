/** What the pages are made from. */
import type { Catalogue } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';

export interface ReferenceSource {
  readonly catalogue: Catalogue;
  /** `http://127.0.0.1:8088`: what the examples address, without a trailing slash. */
  readonly publicUrl: string;
  /** The path of a page of this server on which the operation can be tried; absent: there is none. */
  readonly tryItPath?: (operation: Operation) => string;
}
