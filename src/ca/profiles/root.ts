import type { Profile } from './profile.js';

/** A CA that signs itself: nothing but signing certificates and CRLs. */
export const rootProfile = Object.freeze<Profile>({
  name: 'root',
  authority: true,
  keyUsages: ['keyCertSign', 'cRLSign'],
  encipheringKeyUsages: [],
  purposes: [],
  usagesAskedFor: false,
  namesServer: false,
});
