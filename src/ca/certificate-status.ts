/**
 * Whether certificates are good, in the words of OCSP: wire/cas.md sections 5.6 (operations 23 and 24) and 9.7. A certificate below a revoked
 * authority is revoked from when the first of the two was.
 */
import { certificateStatesOf, certificateVerdict, statesBelow } from './lifecycle.js';
import type { CertificateStanding } from './records.js';

export interface CertificateStatusAnswer {
  readonly serialNumber: string;
  /** `unknown`: not issued yet, or its authority is deleted and nobody can tell. */
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Only of one that is revoked. */
  readonly revokedAt: Date | undefined;
}

export function statusOf(standing: CertificateStanding, now: Date): CertificateStatusAnswer {
  const { serialNumber, issuer } = standing;
  const verdict = certificateVerdict('be-good', [...certificateStatesOf(standing, now), ...statesBelow(issuer)]);
  if (verdict === 'allowed') return { serialNumber, status: 'good', revokedAt: undefined };
  if (verdict === 'certificate-revoked' || verdict === 'certificate-below-revoked') {
    return {
      serialNumber,
      status: 'revoked',
      revokedAt: first(standing.revokedAt, issuer?.revokedAt, issuer?.revokedAboveAt),
    };
  }
  return { serialNumber, status: 'unknown', revokedAt: undefined };
}

const first = (...times: readonly (Date | undefined)[]): Date | undefined =>
  times.filter(time => time !== undefined).sort((one, other) => one.getTime() - other.getTime())[0];
