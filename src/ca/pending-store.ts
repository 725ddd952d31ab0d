/** What the store knows of certificates that are accepted and not issued yet. */
import type { Change } from '../domain/change.js';
import type { Tag } from '../domain/tags.js';
import type { Certificate, NewCertificate, Room } from './records.js';
import type { IssuerReason } from './refusals.js';

/** What only the issuing of a pending certificate needs. */
export interface NewPending {
  readonly request: {
    /** Whether the address of its authority's CRL goes into it, provided that there is one. */
    readonly withCrl: boolean;
    /** Base64 of the DER of each alternative name, in the order of the certificate. */
    readonly alternativeNames: readonly string[];
  };
  /** Absent: a key pair is still to be made. */
  readonly spkiDer?: Buffer | undefined;
}

export interface PendingCertificate extends NewPending {
  readonly certificate: Certificate;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

export interface PendingStore {
  /** As `CaStore.addCertificate`, without a signature and a key for now. */
  add(
    certificate: Omit<NewCertificate, 'certificateDer'>,
    pending: NewPending,
    tags: readonly Tag[],
    now: Date,
    room?: Room,
  ): Change<IssuerReason | 'custom-identifier-exists'>;
  /** Whether one waits that no server works on. */
  hasClaimable(now: Date): Promise<boolean>;
  /** Gives so many of them to a server until a time of its own: no other claim of it may end at the same one. */
  claim(worker: string, now: Date, until: Date, most: number): Change<never>;
  findClaimed(worker: string, until: Date): Promise<readonly PendingCertificate[]>;
  issue(
    certificate: Certificate,
    certificateDer: Buffer,
    sealedKey: Buffer | undefined,
    now: Date,
  ): Change<'certificate-not-pending' | 'authority-not-issuing'>;
  /** It is revoked then, and was never issued. */
  fail(id: string, now: Date): Change<'certificate-not-pending'>;
  /** Gives a claim back, for another attempt from then on. */
  postpone(id: string, worker: string, until: Date): Change<never>;
}
