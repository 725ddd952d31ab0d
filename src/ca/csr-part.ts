/** Taking over what a CSR says. */
import { Refusal } from '../domain/change.js';
import type { CsrPart } from '../x509/csr.js';
import type { CaReason } from './refusals.js';

/** What the CSR says in a part that the certificate gets from it. Refused with `csr-part-unreadable` where that has a fault. */
export function taken<Value>(part: CsrPart<Value>): Value {
  if ('value' in part) return part.value;
  throw new Refusal<CaReason>('csr-part-unreadable', { Reason: part.fault });
}

/** The same where the CSR may not have the part. */
export const takenIfThere = <Value>(part: CsrPart<Value> | undefined): Value | undefined => part && taken(part);
