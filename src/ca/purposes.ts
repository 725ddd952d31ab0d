/**
 * The purposes (extended key usages, RFC 5280 section 4.2.1.12) that certificates get: those that the call names, and of those that only
 * the CSR asks for the few that are harmless, since a CSR often comes from a stranger and nobody has read it.
 */

import { isOid } from '../crypto/der.js';
import { Refusal } from '../domain/change.js';
import { quoted } from '../text/quoted.js';
import type { Csr } from '../x509/csr.js';
import type { ExtensionValue } from '../x509/extension-list.js';
import {
  decodeExtendedKeyUsage,
  extendedKeyUsageOid,
  purposeName,
  purposeNames,
  purposeOid,
  UnknownPurpose,
} from '../x509/extensions/extended-key-usage.js';
import { takenIfThere } from './csr-part.js';
import type { CaReason } from './refusals.js';

/**
 * The holder of a certificate with this purpose tells of every certificate of the CA above it whether it is revoked (RFC 6960 section 4.2.2.2).
 * Here that is the server alone (`revocation/ocsp-responders.ts`). In the certificate of a CA it would say the same of what its parent issued.
 */
const OCSP_SIGNING = purposeOid('OCSPSigning');

const NOBODY_GETS_IT = 'OCSPSigning is the purpose of this server alone, which signs all OCSP answers';

/** The names that a call may ask for. Identifiers are taken as well. */
export const purposesToAskFor: readonly string[] = purposeNames.filter(name => purposeOid(name) !== OCSP_SIGNING);

/** The identifier of a purpose that a call asks for by name or in dotted form. Throws `UnknownPurpose`. */
export function askedPurpose(purpose: string): string {
  if (!purposeNames.includes(purpose) && !isOid(purpose)) {
    const names = purposesToAskFor.join(', ');
    throw new UnknownPurpose(
      `An extended key usage is one of ${names}, or an object identifier in dotted form, and ${quoted(purpose)} is neither.`,
    );
  }
  const id = purposeOid(purpose);
  if (id === OCSP_SIGNING) throw new UnknownPurpose(`No certificate can be had for it: ${NOBODY_GETS_IT}.`);
  return id;
}

const takenFromCsr: ReadonlySet<string> = new Set(['serverAuth', 'clientAuth', 'emailProtection'].map(purposeOid));

/** What a CSR asks for, as identifiers, where the call says nothing. Refused with `csr-asks-too-much` or `csr-part-unreadable`. */
export function purposesOf(csr: Pick<Csr, 'extendedKeyUsages'>): readonly string[] {
  const extendedKeyUsages = takenIfThere(csr.extendedKeyUsages) ?? [];
  const other = extendedKeyUsages.find(id => !takenFromCsr.has(id));
  if (other === undefined) return extendedKeyUsages;
  const forbidden = extendedKeyUsages.includes(OCSP_SIGNING);
  throw new Refusal<CaReason>('csr-asks-too-much', {
    Reason: forbidden
      ? `It asks for the extended key usage OCSPSigning, and no certificate can be had for it: ${NOBODY_GETS_IT}.`
      : `It asks for the extended key usage ${purposeName(other)}, which has to stand in the call: say with ExtendedKeyUsages what the certificate shall be for. Of a CSR only ${[...takenFromCsr].map(purposeName).join(', ')} are taken over.`,
  });
}

/** Of the issuer what `checkPurposes` looks at. Undefined: certificates below may be for anything. */
interface Granting {
  readonly purposes: readonly string[] | undefined;
}

const ANY = purposeOid('any');

/** What certificates below an authority may be for: the purposes in its certificate, as far as its parent has them too. */
export function purposesBelow(
  extensions: ReadonlyMap<string, ExtensionValue>,
  parent: Granting | undefined,
): readonly string[] | undefined {
  const extension = extensions.get(extendedKeyUsageOid);
  const own = extension && decodeExtendedKeyUsage(extension.value);
  const above = parent?.purposes;
  if (!own || own.includes(ANY)) return above;
  return above ? own.filter(id => above.includes(id)) : own;
}

/**
 * That an issuer has every purpose that it is to certify, be it for an end entity or for a CA below it. openssl, Go and the browsers reject
 * a chain in which a CA above lacks the purpose. The responders of `revocation/ocsp-responders.ts` are exempt: nobody asks that of CAs.
 * Refused with `purpose-not-granted`.
 * @param purposes identifiers; none: the certificate does not say what it is for, and what the issuer has holds for it
 */
export function checkPurposes(purposes: readonly string[], { purposes: granted }: Granting): void {
  const beyond = granted && purposes.find(id => !granted.includes(id));
  if (beyond === undefined) return;
  throw new Refusal<CaReason>('purpose-not-granted', {
    Why: `it would be for ${purposeName(beyond)}, and the extended key usages of the CA are ${granted?.map(purposeName).join(', ') || 'none that all CAs above it have'}`,
  });
}
