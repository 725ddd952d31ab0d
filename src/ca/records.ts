/** What this domain keeps: authorities, certificates, and what is known of them. */
import type { Tag } from '../domain/tags.js';
import type { SubjectField, SubjectFields } from '../x509/name.js';

export type AuthorityKind = 'root' | 'sub';
export type CertificateKind = 'client' | 'server' | 'custom';
/** Where the key of an authority is: sealed in this store, or with somebody else. */
export type AuthorityOrigin = 'local' | 'external';
export type Status = 'issued' | 'revoked';
/** A pending certificate is accepted, and its signature is still to come: it has its serial number and no DER. */
export type CertificateStatus = Status | 'pending';

/** A stored alternative name: type as in RFC 5280's GeneralName, value as text. */
export interface AlternativeName {
  readonly type: number;
  readonly value: string;
}

/** What decides on what an authority may still do (lifecycle.ts). */
export interface Standing {
  readonly status: Status;
  /** When an authority above it was revoked, the first of them; undefined while all of them stand. */
  readonly revokedAboveAt: Date | undefined;
  readonly notAfter: Date;
  readonly origin: AuthorityOrigin;
}

interface Stored {
  /** Time-ordered UUID, unique over authorities and certificates. */
  readonly id: string;
  readonly accountId: string;
  /** Name of the key's algorithm: `ECC_256`. */
  readonly algorithm: string;
  readonly subject: SubjectFields;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Empty where nothing was issued: of a certificate that is pending, or failed. */
  readonly certificateDer: Buffer;
  readonly alias: string | undefined;
  readonly resourceGroupId: string;
  readonly revokedAt: Date | undefined;
}

export interface Authority extends Stored, Standing {
  /** Counted up by the store: the numeric id of its instance. */
  readonly number: number;
  readonly kind: AuthorityKind;
  /** An external one has no key here, so it issues nothing here. */
  readonly origin: AuthorityOrigin;
  /** The authority above; a root has none. */
  readonly parentId: string | undefined;
  /** As asked for; the validity may have been cut to the parent's. */
  readonly years: number;
  /** How many authorities may follow below; undefined: any number. */
  readonly pathLength: number | undefined;
  /** Whether it publishes a CRL. */
  readonly crlEnabled: boolean;
  /** Days that each of its CRLs is valid. */
  readonly crlDays: number;
  /** The longest validity of certificates it issues, in days; undefined: as long as its own. */
  readonly certificateMaxDays: number | undefined;
  /** The instance that the cloud would have sold with it. */
  readonly instanceId: string;
  readonly instanceUuid: string;
  /** How many certificates and authorities it may issue. */
  readonly certificateLimit: number;
}

export interface Certificate extends Stored {
  /** Counted up by the store. */
  readonly number: number;
  readonly status: CertificateStatus;
  readonly kind: CertificateKind;
  /** The authority that issued it. */
  readonly authorityId: string;
  readonly alternativeNames: readonly AlternativeName[];
  /** The fields of the subject that the call or the CSR gave: the others come from the CA, the settings or the server. Undefined: not known. */
  readonly givenFields: readonly SubjectField[] | undefined;
  readonly customIdentifier: string | undefined;
  /** Whether it was copied to the cloud's other certificate product, as its API has it. */
  readonly uploaded: boolean;
}

export type NewAuthority = Omit<
  Authority,
  'status' | 'alias' | 'revokedAt' | 'revokedAboveAt' | 'number' | 'certificateLimit'
> & {
  /** The `comparableName` of its subject. */
  readonly nameKey: string;
};
export type NewCertificate = Omit<Certificate, 'status' | 'number' | 'uploaded' | 'revokedAt'>;

/** What permissions may depend on. */
export interface Labels {
  readonly resourceGroupId: string;
  readonly tags: readonly Tag[];
}

export interface Quota {
  /** How many certificates and authorities it may issue. */
  readonly limit: number;
  /** Those that it has issued and are stored. */
  readonly issued: number;
}

/** How far an authority is from its limit: whether those that issue from it at once have to wait for each other. */
export type Room = 'much' | 'little';

/** What opening a certificate's key needs to know. */
export interface StoredKey extends Pick<Certificate, 'status' | 'notAfter'> {
  readonly resourceGroupId: string;
  /** Undefined where the key pair was made by the certificate's owner. */
  readonly sealedKey: Buffer | undefined;
}

/** What decides on whether a certificate is good. */
export interface CertificateStanding {
  /** Undefined where the certificate was deleted, and its revocation is what is left. */
  readonly id: string | undefined;
  readonly serialNumber: string;
  readonly status: CertificateStatus;
  readonly revokedAt: Date | undefined;
  readonly notAfter: Date;
  /** Of the authority that issued it; undefined where that was deleted. */
  readonly issuer: (Pick<Standing, 'status' | 'revokedAboveAt'> & { readonly revokedAt: Date | undefined }) | undefined;
}

/** What happened to an authority. */
export interface AuthorityEvent {
  readonly event: string;
  readonly time: Date;
}

export interface Revocation {
  readonly serialNumber: string;
  readonly revokedAt: Date;
}
