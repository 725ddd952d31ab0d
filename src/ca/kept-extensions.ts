/**
 * Which of the extensions that a CSR asks for a certificate has. Nothing critical is left out: a requester who marks it so means that nobody shall
 * use the certificate without it.
 */
import { oid } from '../crypto/der.js';
import { Refusal } from '../domain/change.js';
import type { Csr } from '../x509/csr.js';
import { extensionText } from '../x509/extension-names.js';
import { basicConstraintsOid } from '../x509/extensions/basic-constraints.js';
import { extendedKeyUsageOid } from '../x509/extensions/extended-key-usage.js';
import { extension } from '../x509/extensions/extension.js';
import { keyUsageOid } from '../x509/extensions/key-usage.js';
import { subjectAlternativeNameOid } from '../x509/extensions/subject-alternative-name.js';
import {
  CERTIFICATE_POLICIES,
  INHIBIT_ANY_POLICY,
  NAME_CONSTRAINTS,
  POLICY_CONSTRAINTS,
} from '../x509/lint/known-extensions.js';
import type { MarkableExtension } from './extensions.js';
import type { CaReason } from './refusals.js';

/** Every certificate has these, as the operation and the CSR decide. */
const decidedByOperations: readonly string[] = [
  basicConstraintsOid,
  keyUsageOid,
  extendedKeyUsageOid,
  subjectAlternativeNameOid,
];

/** What a CA keeps as its CSR has it, and whether it is critical whatever the CSR says (RFC 5280 sections 4.2.1.10, 4.2.1.11, 4.2.1.14). */
const keptByAuthorities: ReadonlyMap<string, 'critical' | 'as asked'> = new Map([
  [NAME_CONSTRAINTS, 'critical'],
  [POLICY_CONSTRAINTS, 'critical'],
  [INHIBIT_ANY_POLICY, 'critical'],
  [CERTIFICATE_POLICIES, 'as asked'],
]);

/** Refused with `csr-asks-too-much`, which names the extension. */
export function refuseLostExtensions({ extensions, basicConstraints }: Csr, kind: 'authority' | 'end-entity'): void {
  for (const [id, { critical }] of extensions) {
    if (!critical || decidedByOperations.includes(id)) continue;
    if (kind === 'authority' && keptByAuthorities.has(id)) continue;
    throw new Refusal<CaReason>('csr-asks-too-much', {
      Reason: `It asks for the critical extension ${extensionText(id)}, which this certificate cannot have.`,
    });
  }
  const asksForAuthority = basicConstraints && 'value' in basicConstraints && basicConstraints.value.authority;
  if (kind === 'end-entity' && asksForAuthority && extensions.get(basicConstraintsOid)?.critical) {
    throw new Refusal<CaReason>('csr-asks-too-much', {
      Reason: 'It asks for the certificate of a CA, which CreateExternalCACertificate issues.',
    });
  }
}

/** DER of the extensions that a CA keeps. Whether they are well-formed the lint says. */
export function keptExtensions({ extensions }: Csr): readonly Buffer[] {
  return [...keptByAuthorities].flatMap(([id, criticality]) => {
    const asked = extensions.get(id);
    return asked ? [extension(oid(id), criticality === 'critical' || asked.critical, asked.value)] : [];
  });
}

const markable: ReadonlyMap<MarkableExtension, string> = new Map([
  ['extendedKeyUsage', extendedKeyUsageOid],
  ['subjectAlternativeName', subjectAlternativeNameOid],
]);

/** Those of the extensions, all of them taken from the CSR, that are critical there. */
export const criticalInCsr = (
  { extensions }: Csr,
  takenOver: readonly MarkableExtension[],
): readonly MarkableExtension[] =>
  takenOver.filter(each => {
    const id = markable.get(each);
    return id !== undefined && extensions.get(id)?.critical === true;
  });
