/** A request with every part taken over, as an operation would that uses all of them. */
import { type CsrPart, InvalidCsr, parseCsr } from '../../src/x509/csr.js';

export function taken<Value>(part: CsrPart<Value>): Value {
  if ('value' in part) return part.value;
  throw new InvalidCsr(part.fault);
}

/** Throws `InvalidCsr` for whatever is wrong anywhere, except with the subject's own encoding. */
export function readWholeCsr(pem: string) {
  const { subject, subjectAlternativeNames, keyUsages, extendedKeyUsages, basicConstraints, ...rest } = parseCsr(pem);
  return {
    ...rest,
    subject: taken(subject),
    subjectAlternativeNames: taken(subjectAlternativeNames),
    keyUsages: keyUsages && taken(keyUsages),
    extendedKeyUsages: extendedKeyUsages && taken(extendedKeyUsages),
    basicConstraints: basicConstraints && taken(basicConstraints),
  };
}
