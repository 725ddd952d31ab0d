/** What a lint rule is: one demand of a standard on a certificate, with the place where it stands. */
import type { Algorithm } from '../../crypto/algorithm.js';
import type { TbsFields } from '../certificate-reader.js';
import type { BasicConstraints } from '../extensions/basic-constraints.js';
import type { KeyUsage } from '../extensions/key-usage.js';

/** A certificate that is about to be signed, read back from its encoding. */
export interface Subject extends TbsFields {
  /** Says of itself that it is a CA. */
  readonly authority: boolean;
  /** Issuer and subject are the same name. */
  readonly selfIssued: boolean;
  readonly basicConstraints: BasicConstraints | undefined;
  /** Empty when the extension is absent. */
  readonly keyUsages: readonly KeyUsage[];
  /** An algorithm of the table with this kind of key; undefined for a kind we do not know. */
  readonly keyAlgorithm: Algorithm | undefined;
}

export interface Rule {
  readonly id: string;
  readonly citation: string;
  /** `error` where the standard says MUST: such a certificate is not signed. `warning` where it says SHOULD. */
  readonly level: 'error' | 'warning';
  /** A sentence that says what is wrong, or undefined. */
  check(certificate: Subject): string | undefined;
}
