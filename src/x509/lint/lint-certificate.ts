/**
 * The lint that every certificate passes before it is signed: RFC 5280 as a list of rules, each in a file of its own. It reads the
 * encoding back with the strict reader instead of trusting what the encoder was told, so a mistake of the encoder shows as well.
 */
import { findAlgorithmOfKey } from '../../crypto/algorithms.js';
import { InvalidInput } from '../../crypto/invalid-input.js';
import { readTbsCertificate } from '../certificate-reader.js';
import { basicConstraintsOid, decodeBasicConstraints } from '../extensions/basic-constraints.js';
import { decodeKeyUsage, keyUsageOid } from '../extensions/key-usage.js';
import { authorityConstraintsAreCritical } from './authority-constraints-are-critical.js';
import { authorityIsNamed } from './authority-is-named.js';
import { authorityKeyIdentifierIsPresent } from './authority-key-identifier-is-present.js';
import { certificateSignerIsAuthority } from './certificate-signer-is-authority.js';
import { emptySubjectHasCriticalName } from './empty-subject-has-critical-name.js';
import { endEntityHasSubjectKeyIdentifier } from './end-entity-has-subject-key-identifier.js';
import { issuerIsNamed } from './issuer-is-named.js';
import { keyUsageFitsAlgorithm } from './key-usage-fits-algorithm.js';
import { oneWayAgreementIsAgreement } from './one-way-agreement-is-agreement.js';
import { pathLengthBelongsToAuthority } from './path-length-belongs-to-authority.js';
import type { Rule, Subject } from './rule.js';
import { serialNumberIsPositive } from './serial-number-is-positive.js';
import { signatureAlgorithmIsKnown } from './signature-algorithm-is-known.js';
import { subjectKeyIdentifierIsPresent } from './subject-key-identifier-is-present.js';
import { timeFormFitsYear } from './time-form-fits-year.js';
import { validityIsOrdered } from './validity-is-ordered.js';
import { versionIs3 } from './version-is-3.js';

/** In the order of RFC 5280. */
export const rules: readonly Rule[] = [
  versionIs3,
  serialNumberIsPositive,
  signatureAlgorithmIsKnown,
  issuerIsNamed,
  validityIsOrdered,
  timeFormFitsYear,
  authorityIsNamed,
  authorityKeyIdentifierIsPresent,
  subjectKeyIdentifierIsPresent,
  endEntityHasSubjectKeyIdentifier,
  certificateSignerIsAuthority,
  keyUsageFitsAlgorithm,
  oneWayAgreementIsAgreement,
  emptySubjectHasCriticalName,
  authorityConstraintsAreCritical,
  pathLengthBelongsToAuthority,
];

export interface Finding {
  readonly rule: string;
  readonly citation: string;
  readonly level: Rule['level'];
  readonly message: string;
}

/** What the rules find in the DER of a TBSCertificate; one with a finding of level `error` is not to be signed. Takes some 10 µs. */
export function lintCertificate(tbsDer: Buffer): readonly Finding[] {
  let certificate: Subject;
  try {
    certificate = readSubject(tbsDer);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return [{ rule: 'is-der', citation: 'RFC 5280 section 4.1', level: 'error', message: cause.message }];
  }
  const findings: Finding[] = [];
  for (const { id, citation, level, check } of rules) {
    const message = check(certificate);
    if (message !== undefined) findings.push({ rule: id, citation, level, message });
  }
  return findings;
}

function readSubject(tbsDer: Buffer): Subject {
  const tbs = readTbsCertificate(tbsDer);
  const constraints = tbs.extensions.get(basicConstraintsOid);
  const usage = tbs.extensions.get(keyUsageOid);
  const basicConstraints = constraints && decodeBasicConstraints(constraints.value);
  // Assigning to the fresh object: spreading its thirteen fields into another costs more than all the rules.
  return Object.assign(tbs, {
    authority: basicConstraints?.authority ?? false,
    selfIssued: tbs.issuerDer.equals(tbs.subjectDer),
    basicConstraints,
    keyUsages: usage ? decodeKeyUsage(usage.value) : [],
    keyAlgorithm: findAlgorithmOfKey(tbs.publicKeyIdentifier),
  });
}
