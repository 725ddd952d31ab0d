/** Whether certificates are good, as two operations answer it: wire/cas.md section 5.6 (operations 23 and 24). */
import type { CertificateStatusAnswer } from '../../../ca/certificate-status.js';
import { integer, list, type ObjectOf, object, string } from '../../../spec/field.js';

const statusShape = {
  SerialNumber: string({
    about: 'The serial number in hexadecimal; absent for an Identifier that the account does not have.',
    example: '084bde9cd233f0ddae33adc438cfbbbd',
  }),
  Status: string({
    about:
      'good; revoked, the certificate or a CA above it; or unknown: not of this account, not issued yet, deleted, or its CA is deleted. A certificate that has expired is good unless it was revoked.',
    example: 'good',
  }),
  RevokeTime: integer({
    about: 'When it or a CA above it was revoked, whichever came first. Only where Status is revoked.',
    unit: 'milliseconds since 1970',
    example: 1767225600000,
  }),
} as const;

export const statusFields = {
  CertificateStatus: list(object(statusShape, {}), { required: true, about: 'What was asked for, in that order.' }),
} as const;

/** A status, or that there is nothing to tell of what was asked for. */
type Shown = Omit<CertificateStatusAnswer, 'serialNumber'> & { readonly serialNumber: string | undefined };

export function showStatus({ serialNumber, status, revokedAt }: Shown): ObjectOf<typeof statusShape> {
  return {
    ...(serialNumber !== undefined && { SerialNumber: serialNumber }),
    Status: status,
    ...(revokedAt && { RevokeTime: revokedAt.getTime() }),
  };
}

export const unknownStatus = (serialNumber?: string): Shown => ({
  serialNumber,
  status: 'unknown',
  revokedAt: undefined,
});
