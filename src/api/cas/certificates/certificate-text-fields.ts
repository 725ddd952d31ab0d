/** Certificates in the two older lists, whose times are text: EE-REVOKED and EE-SERIAL of wire/cas.md section 4.3. */
import type { Certificate } from '../../../ca/records.js';
import { integer, type ObjectOf } from '../../../spec/field.js';
import { certificateListShape, showListed } from './certificate-fields.js';
import { minuteText, minuteTime } from './minute-time.js';

const {
  Id: _id,
  Days: _days,
  AliasName: _alias,
  ResourceGroupId: _group,
  BeforeDate: _before,
  AfterDate: _after,
  X509Certificate,
  CustomIdentifier,
  ...sharedShape
} = certificateListShape;

const textShape = {
  ...sharedShape,
  BeforeDate: minuteTime('Start of the validity.'),
  AfterDate: minuteTime('End of the validity.'),
} as const;

export const revokedShape = {
  ...textShape,
  CustomIdentifier,
  RevokeDate: minuteTime('When it was revoked.'),
} as const;

export const serialShape = {
  ...textShape,
  X509Certificate,
  Years: integer({ about: 'Deprecated. Always absent.', unit: 'years', example: 1 }),
} as const;

function show(certificate: Certificate) {
  const { Id, Days, AliasName, ResourceGroupId, ...shown } = showListed(certificate);
  return { ...shown, BeforeDate: minuteText(certificate.notBefore), AfterDate: minuteText(certificate.notAfter) };
}

export function showRevoked(certificate: Certificate): ObjectOf<typeof revokedShape> {
  const { X509Certificate, ...shown } = show(certificate);
  return { ...shown, ...(certificate.revokedAt && { RevokeDate: minuteText(certificate.revokedAt) }) };
}

export function showOfSerialNumber(certificate: Certificate): ObjectOf<typeof serialShape> {
  const { CustomIdentifier, ...shown } = show(certificate);
  return shown;
}
