/** Issuing in two steps: accepted now, with everything settled but key and signature; those later, by pending-issuance.ts. */
import type { Change } from '../domain/change.js';
import { background } from '../domain/requester.js';
import { decodeGeneralName } from '../x509/general-name.js';
import { encodeName, subjectName } from '../x509/name.js';
import { parseSerialNumber } from '../x509/serial-number.js';
import { readDer } from '../x509/strict-der.js';
import {
  type AskedCertificate,
  type CompletedCertificate,
  type IssuedCertificate,
  type IssuingParts,
  keyFor,
  prepare,
  recordOf,
  sign,
} from './issue-certificate.js';
import { algorithmNamed } from './known-authorities.js';
import type { PendingCertificate } from './pending-store.js';
import type { CaReason } from './refusals.js';

/** Accepts a certificate: it is stored as pending, with its serial number. Refused as `issueCertificate` is. */
export async function acceptCertificate(
  accountId: string,
  asked: AskedCertificate,
  now: Date,
  parts: IssuingParts,
): Promise<{ readonly accepted: Pick<IssuedCertificate, 'id' | 'serialNumber'>; readonly change: Change<CaReason> }> {
  const { authority, completed, room } = await prepare(accountId, asked, now, parts);
  const certificate = recordOf(completed, asked, authority);
  const request = {
    withCrl: asked.withCrl,
    alternativeNames: completed.alternativeNames.map(({ der }) => der.toString('base64')),
  };
  return {
    accepted: certificate,
    change: parts.store.pending.add(certificate, { request, spkiDer: asked.csr?.spkiDer }, asked.tags, now, room),
  };
}

/** The key and the signature of what was accepted before. Refused where the authority may not issue any more. */
export async function signPending(
  { certificate, request, spkiDer }: PendingCertificate,
  now: Date,
  parts: IssuingParts,
): Promise<{ readonly certificateDer: Buffer; readonly sealedKey: Buffer | undefined }> {
  const { accountId, authorityId, kind } = certificate;
  if (kind === 'custom') throw new Error('a certificate of the kind custom is never pending');
  const authority = await parts.authorities.getAble('issue-certificate', accountId, authorityId, now);
  const completed: CompletedCertificate = {
    id: certificate.id,
    kind,
    serialNumber: parseSerialNumber(certificate.serialNumber),
    subject: certificate.subject,
    subjectDer: encodeName(subjectName(certificate.subject)),
    givenFields: certificate.givenFields,
    validity: { notBefore: certificate.notBefore, notAfter: certificate.notAfter },
    algorithm: algorithmNamed(certificate.algorithm),
    alternativeNames: request.alternativeNames.map(text => decodeGeneralName(readDer(Buffer.from(text, 'base64')))),
    withCrl: request.withCrl,
  };
  const key = await keyFor(completed, spkiDer, background, parts);
  return { certificateDer: await sign(completed, key.spkiDer, authority, parts), sealedKey: key.sealedKey };
}
