/** The subject of what was issued, as one line. */
import { readCertificate } from '../x509/certificate-reader.js';
import { decodeName, subjectName } from '../x509/name.js';
import { subjectDnText } from '../x509/name-text.js';
import { readDer } from '../x509/strict-der.js';
import type { Authority, Certificate } from './records.js';

/** In the order of the certificate: `C=CN,O=Example Ltd,CN=alice`. */
export function subjectText(issued: Authority | Certificate): string {
  // Where callers made the subject it may hold more than the six fields that are kept beside the certificate.
  const name = hasSubjectOfCaller(issued)
    ? decodeName(readDer(readCertificate(issued.certificateDer).tbs.subjectDer))
    : subjectName(issued.subject);
  return subjectDnText(name);
}

const hasSubjectOfCaller = (issued: Authority | Certificate): boolean =>
  issued.kind === 'custom' || ('origin' in issued && issued.origin === 'external');
