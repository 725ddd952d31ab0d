/**
 * The lint that every certificate passes before it is signed: RFC 5280 as a list of rules, each in a file of its own. It reads the
 * encoding back with the strict reader instead of trusting what the encoder was told, so a mistake of the encoder shows as well.
 */
import { findAlgorithmOfKey } from '../../crypto/algorithms.js';
import { InvalidInput } from '../../crypto/invalid-input.js';
import { readCertificate, readTbsCertificate } from '../certificate-reader.js';
import { basicConstraintsOid, decodeBasicConstraints } from '../extensions/basic-constraints.js';
import { decodeExtendedKeyUsage, extendedKeyUsageOid } from '../extensions/extended-key-usage.js';
import { decodeKeyUsage, keyUsageOid } from '../extensions/key-usage.js';
import { subjectAlternativeNameOid } from '../extensions/subject-alternative-name.js';
import { readDer } from '../strict-der.js';
import { algorithmOfPublicKey, openKeyOf } from '../subject-public-key.js';
import { readAlternativeNames } from './alternative-names.js';
import { readRelativeNames } from './relative-names.js';
import type { Circumstances, IssuerFacts, Rule, Subject } from './rule.js';
import { rules } from './rules.js';

export interface Finding {
  readonly rule: string;
  readonly citation: string;
  readonly level: Rule['level'];
  readonly message: string;
}

/**
 * What the rules find in the DER of a TBSCertificate; one with a finding of level `error` is not to be signed. Takes some 30 µs.
 * @param issuer whose key is to sign; a root has none
 */
export function lintCertificate(
  tbsDer: Buffer,
  issuer?: IssuerFacts,
  circumstances: Circumstances = {},
): readonly Finding[] {
  return collect(() => findingsOf(readSubject(tbsDer, issuer, circumstances)));
}

/**
 * The same for a whole certificate, with what can be wrong outside of what is signed, and with the strength of the key: those of
 * certificates that are issued here were checked when they were made or came in a request.
 */
export function lintSignedCertificate(der: Buffer, issuer?: IssuerFacts): readonly Finding[] {
  return collect(() => {
    const { tbsDer, tbs, signatureIdentifier } = readCertificate(der);
    const findings = [...lintCertificate(tbsDer, issuer)];
    if (!signatureIdentifier.equals(tbs.signatureIdentifier)) {
      const message = 'The signature algorithm is the same inside and outside of what is signed.';
      findings.push({
        rule: 'signature-algorithms-agree',
        citation: 'RFC 5280 section 4.1.1.2',
        level: 'error',
        message,
      });
    }
    try {
      openKeyOf(algorithmOfPublicKey(readDer(tbs.spkiDer)), tbs.spkiDer);
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      const { message } = cause;
      findings.push({
        rule: 'public-key-is-sound',
        citation: 'NIST SP 800-56B section 6.4.2.2',
        level: 'error',
        message,
      });
    }
    return findings;
  });
}

/** What cannot be read has one fault, whatever else it has. */
function collect(lint: () => readonly Finding[]): readonly Finding[] {
  try {
    return lint();
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return [{ rule: 'is-der', citation: 'RFC 5280 section 4.1', level: 'error', message: cause.message }];
  }
}

function findingsOf(certificate: Subject): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { id, citation, level, check } of rules) {
    let message: string | undefined;
    try {
      message = check(certificate);
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      findings.push({ rule: id, citation, level: 'error', message: cause.message });
      continue;
    }
    if (message !== undefined) findings.push({ rule: id, citation, level, message });
  }
  return findings;
}

function readSubject(
  tbsDer: Buffer,
  issuer: IssuerFacts | undefined,
  { subjectEstablished = false }: Circumstances,
): Subject {
  const tbs = readTbsCertificate(tbsDer);
  const constraints = tbs.extensions.get(basicConstraintsOid);
  const usage = tbs.extensions.get(keyUsageOid);
  const purposes = tbs.extensions.get(extendedKeyUsageOid);
  const issuerName = issuer ? [] : readRelativeNames(readDer(tbs.issuerDer));
  const subjectName = readRelativeNames(tbs.subject);
  const basicConstraints = constraints && decodeBasicConstraints(constraints.value);
  // Assigning to the fresh object: spreading its fields into another costs more than all the rules.
  return Object.assign(tbs, {
    authority: basicConstraints?.authority ?? false,
    selfIssued: tbs.issuerDer.equals(tbs.subjectDer),
    issuerName,
    subjectName,
    alternativeNames: readAlternativeNames(tbs.extensions.get(subjectAlternativeNameOid)?.value),
    attributes: [...subjectName, ...issuerName].flat(),
    basicConstraints,
    keyUsages: usage ? decodeKeyUsage(usage.value) : [],
    purposes: purposes ? decodeExtendedKeyUsage(purposes.value) : [],
    keyAlgorithm: findAlgorithmOfKey(tbs.publicKeyIdentifier),
    issuer,
    subjectEstablished,
  });
}
