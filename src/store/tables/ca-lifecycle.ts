/** What becomes of authorities and certificates: revocations, and certificates that are still to be issued. */

/**
 * Every serial number that was revoked, by the authority that issued it: certificates and sub authorities alike. A row stays when what it
 * is about is deleted, so that nothing that was revoked becomes good again.
 */
export interface CaRevocationsTable {
  authority_id: string;
  serial_number: string;
  /** Milliseconds since 1970, as all times. */
  revoked_at: number;
  not_after: number;
}

/** What the row of a certificate that is pending does not say, and who is working on it. */
export interface CaPendingCertificatesTable {
  certificate_id: string;
  account_id: string;
  authority_id: string;
  /** JSON: the parts of the request that show nowhere but in the certificate. */
  request: string;
  /** The public key of the CSR; null where a key pair is still to be made. */
  spki_der: Buffer | null;
  accepted_at: number;
  attempts: number;
  /** The server that works on it; null: none has begun. */
  claimed_by: string | null;
  /** From when on another server may take it over, and the order in which they are issued. */
  claimable_at: number;
}

export interface CaLifecycleTables {
  ca_revocations: CaRevocationsTable;
  ca_pending_certificates: CaPendingCertificatesTable;
}
