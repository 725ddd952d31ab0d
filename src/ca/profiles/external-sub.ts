import type { KeyUsage } from '../../x509/extensions/key-usage.js';
import type { Profile } from './profile.js';

/** A CA below a root of ours whose key is elsewhere: wire/cas.md section 5.1 (operation 3). Key usages of its CSR are kept. */
export const externalSubProfile = Object.freeze<Profile>({
  name: 'external-sub',
  authority: true,
  keyUsages: ['digitalSignature', 'keyCertSign', 'cRLSign'],
  encipheringKeyUsages: [],
  purposes: [],
  usagesAskedFor: true,
  namesServer: false,
});

/** What its CSR may ask for; keyCertSign has to be among it. */
export const externalSubKeyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'contentCommitment',
  'keyCertSign',
  'cRLSign',
];
