/**
 * What kinds of certificate are issued and what each may be used for: cas-2020-06-30.md section 6.3. A kind is data; `extensions.ts` turns
 * it into the extensions of a certificate.
 */
import type { KeyUsage } from '../x509/extensions/key-usage.js';

export interface Profile {
  readonly name: 'root' | 'sub' | 'client' | 'server';
  /** Whether the certificate is that of a CA. */
  readonly authority: boolean;
  readonly keyUsages: readonly KeyUsage[];
  /** Besides, where the key can encipher other keys: an EC key cannot, and saying so would be wrong (RFC 8813 section 3). */
  readonly encipheringKeyUsages: readonly KeyUsage[];
  /** Extended key usages by name. Those of a sub CA come with the call. */
  readonly purposes: readonly string[];
  /** Whether a common name that is a host name or an address is also an alternative name: clients look nowhere else (RFC 9525). */
  readonly namesServer: boolean;
}

const endEntity = {
  authority: false,
  keyUsages: ['digitalSignature'],
  encipheringKeyUsages: ['keyEncipherment'],
} as const satisfies Partial<Profile>;

const authority = { authority: true, encipheringKeyUsages: [], purposes: [], namesServer: false } as const;

export const rootProfile = Object.freeze<Profile>({
  ...authority,
  name: 'root',
  keyUsages: ['keyCertSign', 'cRLSign'],
});

export const subProfile = Object.freeze<Profile>({
  ...authority,
  name: 'sub',
  keyUsages: ['digitalSignature', 'keyCertSign', 'cRLSign'],
});

export const clientProfile = Object.freeze<Profile>({
  ...endEntity,
  name: 'client',
  purposes: ['clientAuth'],
  namesServer: false,
});

export const serverProfile = Object.freeze<Profile>({
  ...endEntity,
  name: 'server',
  purposes: ['serverAuth'],
  namesServer: true,
});
