/** What a lint rule is: one demand of a standard on a certificate, with the place where it stands. */
import type { Algorithm } from '../../crypto/algorithm.js';
import type { TbsFields } from '../certificate-reader.js';
import type { BasicConstraints } from '../extensions/basic-constraints.js';
import type { KeyUsage } from '../extensions/key-usage.js';
import type { AlternativeNames } from './alternative-names.js';
import type { EncodedAttribute, RelativeName } from './relative-names.js';

/** A certificate that is about to be signed, read back from its encoding. */
export interface Subject extends TbsFields {
  /** Says of itself that it is a CA. */
  readonly authority: boolean;
  /** The subject is the name of a CA that has it already, string types included. */
  readonly subjectEstablished: boolean;
  /** Issuer and subject are the same name. */
  readonly selfIssued: boolean;
  /** Empty where the issuer is known. */
  readonly issuerName: readonly RelativeName[];
  readonly subjectName: readonly RelativeName[];
  /** Those of both names; not of the issuer's where that is known, for its own certificate has been linted. */
  readonly attributes: readonly EncodedAttribute[];
  readonly alternativeNames: AlternativeNames;
  readonly basicConstraints: BasicConstraints | undefined;
  /** Empty when the extension is absent. */
  readonly keyUsages: readonly KeyUsage[];
  /** Identifiers; empty when the extension is absent. */
  readonly purposes: readonly string[];
  /** An algorithm of the table with this kind of key; undefined for a kind we do not know. */
  readonly keyAlgorithm: Algorithm | undefined;
  /** Undefined where nobody but the certificate is known: a root, or a certificate that is looked at by itself. */
  readonly issuer: IssuerFacts | undefined;
}

/** What the certificate of the issuer says. */
export interface IssuerFacts {
  readonly subjectDer: Buffer;
  readonly keyIdentifier: Buffer;
  readonly notAfter: Date;
  /** Undefined: any number of authorities may follow. */
  readonly pathLength: number | undefined;
}

/** What the certificate itself does not tell. */
export interface Circumstances {
  /** The subject is kept as its holder, a CA that has its name already, encoded it (RFC 5280 section 4.1.2.4). */
  readonly subjectEstablished?: boolean;
}

export interface Rule {
  readonly id: string;
  readonly citation: string;
  /** `error` where the standard says MUST: such a certificate is not signed. `warning` where it says SHOULD. */
  readonly level: 'error' | 'warning';
  /** A sentence that says what is wrong, or undefined. May throw `InvalidDer`: then what it looks at is malformed. */
  check(certificate: Subject): string | undefined;
}
