/**
 * What a kind of certificate is, as data: wire/cas.md section 6.3. One file a kind stands beside this one; `../extensions.ts` turns
 * a profile, and what is particular to a certificate, into extensions.
 */
import type { KeyUsage } from '../../x509/extensions/key-usage.js';

export interface Profile {
  readonly name: 'root' | 'sub' | 'external-sub' | 'client' | 'server' | 'custom' | 'ocsp-responder';
  /** Whether the certificate is that of a CA. */
  readonly authority: boolean;
  readonly keyUsages: readonly KeyUsage[];
  /** Besides, where the key can encipher other keys: an EC key cannot, and saying so would be wrong (RFC 8813 section 3). */
  readonly encipheringKeyUsages: readonly KeyUsage[];
  /** Extended key usages by name. */
  readonly purposes: readonly string[];
  /** Whether the call may say what the key and the certificate are for; what it says then stands in place of what is said here. */
  readonly usagesAskedFor: boolean;
  /**
   * Whether it has to name a host. Then a common name that is a host name or an address is an alternative name where the call gives none: clients
   * look nowhere else (RFC 9525).
   */
  readonly namesServer: boolean;
}
