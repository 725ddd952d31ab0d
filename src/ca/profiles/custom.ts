import type { KeyUsage } from '../../x509/extensions/key-usage.js';
import type { Profile } from './profile.js';

/** An end entity whose subject, names, usages and purposes the caller decides: wire/cas.md section 5.5 (operation 20). */
export const customProfile = Object.freeze<Profile>({
  name: 'custom',
  authority: false,
  // Where neither the call nor the CSR says one.
  keyUsages: ['digitalSignature'],
  encipheringKeyUsages: [],
  purposes: [],
  usagesAskedFor: true,
  namesServer: false,
});

/** What may be asked for; keyCertSign and cRLSign are a CA's (RFC 5280 section 4.2.1.3). */
export const customKeyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'encipherOnly',
  'decipherOnly',
];
