/**
 * Who claims to have signed a request, in which generation of the protocol. The pipeline recognises a request with this folder, looks up the
 * access key (and token) named here, and then has the signature verified.
 */
import type { V1Authentication } from './v1.js';
import type { V3Authentication } from './v3.js';
import type { V4Authentication } from './v4.js';

export type Authentication = V1Authentication | V3Authentication | V4Authentication;
