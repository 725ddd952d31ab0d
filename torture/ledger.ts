/** What the server has promised so far, over all rounds: whatever it acknowledged it may never forget. */

export interface KnownCertificate {
  readonly identifier: string;
  readonly commonName: string;
  readonly serialNumber: string;
  /** Base64 of the DER. */
  readonly der: string;
  readonly isRevoked: boolean;
}

export interface AnsweredCall {
  readonly operation: string;
  /** `OK`, or the error code of the answer. */
  readonly outcome: string;
}

export class Ledger {
  /** By identifier: every certificate that was acknowledged, or found once after a crash. */
  readonly certificates = new Map<string, KnownCertificate>();
  /** Identifiers: every certificate whose revocation was acknowledged, or found once after a crash. */
  readonly revoked = new Set<string>();
  /** By name, with their ids. */
  readonly users = new Map<string, string>();
  /** By RequestId: every call that got an answer. */
  readonly answered = new Map<string, AnsweredCall>();
  /** Names of certificates and users that were asked for; one that is still here after a crash may exist or not. */
  readonly inFlight = new Set<string>();
  /** Identifiers of certificates that are being revoked: likewise. */
  readonly revoking = new Set<string>();

  /** Notes the answer of a call. */
  answer(operation: string, body: Readonly<Record<string, unknown>>): void {
    this.answered.set(String(body.RequestId), {
      operation,
      outcome: body.Code === undefined ? 'OK' : String(body.Code),
    });
  }
}

/** The Base64 between the lines of the first block of a PEM text, which is the same however its lines are broken. */
export function derOfPem(pem: string): string {
  return (/-----BEGIN [^-]+-----([^-]+)-----END/.exec(pem)?.[1] ?? '').replace(/\s+/g, '');
}
