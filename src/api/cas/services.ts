import type { Authorities } from '../../ca/authorities.js';
import type { Ca } from '../../ca/ca.js';
import type { Certificates } from '../../ca/certificates.js';

/** What the operations of this product are given. */
export interface CasServices {
  readonly authorities: Authorities;
  readonly certificates: Certificates;
  readonly labelling: Ca['labelling'];
  readonly instances: Ca['instances'];
  readonly publishedLists: Ca['publishedLists'];
  readonly markers: Ca['markers'];
}
