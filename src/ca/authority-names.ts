/**
 * Names of authorities are theirs alone. A revocation list is known by the name of its signer, and a relying party that reads indirect lists
 * (RFC 5280 section 6.3.3, openssl's -extended_crl) takes one from anybody who has that name below the same root: the holder of an end entity's
 * certificate that is named like a CA could call good what that CA revoked. The other way round nothing has to be looked up: end entities
 * that are there when a CA gets their name have a key usage, and it is not cRLSign.
 */
import { InvalidInput } from '../crypto/invalid-input.js';
import { Refusal } from '../domain/change.js';
import { readCertificate } from '../x509/certificate-reader.js';
import { comparableName } from '../x509/comparable-name.js';
import type { KnownNames } from './known-names.js';
import type { AuthorityOrigin } from './records.js';
import type { CaReason } from './refusals.js';

/** Of a stored certificate what names are compared by; undefined for one that cannot be read. */
export function nameKeyOf(certificateDer: Buffer): string | undefined {
  try {
    return comparableName(readCertificate(certificateDer).tbs.subjectDer);
  } catch (cause) {
    if (cause instanceof InvalidInput) return undefined;
    throw cause;
  }
}

/** Where a subject comes from, and so who is to change it. */
export type SubjectSource = 'call' | 'passthrough' | 'csr';

/**
 * That no authority of the account has this name, however it is written.
 * Refused with `named-like-an-authority`, `content-refused` or `csr-asks-too-much`, by the source.
 * @param origin only authorities whose key is there; absent: all
 */
export async function refuseNameOfAuthority(
  subjectDer: Buffer,
  source: SubjectSource,
  { accountId, origin }: { readonly accountId: string; readonly origin?: AuthorityOrigin },
  names: Pick<KnownNames, 'has'>,
): Promise<void> {
  if (!(await names.has(accountId, comparableName(subjectDer), origin))) return;
  const Reason = 'The certificate would have the name of a CA of the account, which is for that CA alone.';
  switch (source) {
    case 'call':
      throw new Refusal<CaReason>('named-like-an-authority', { Reason });
    case 'passthrough':
      throw new Refusal<CaReason>('content-refused', { Part: 'Subject', Reason });
    case 'csr':
      throw new Refusal<CaReason>('csr-asks-too-much', { Reason });
  }
}
