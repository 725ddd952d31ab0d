import type { Profile } from './profile.js';

/** A CA below another, with its key here. Its extended key usages come with the call; digitalSignature lets it answer OCSP itself. */
export const subProfile = Object.freeze<Profile>({
  name: 'sub',
  authority: true,
  keyUsages: ['digitalSignature', 'keyCertSign', 'cRLSign'],
  encipheringKeyUsages: [],
  purposes: [],
  usagesAskedFor: true,
  namesServer: false,
});
