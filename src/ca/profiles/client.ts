import type { Profile } from './profile.js';

/** A person, a device or a program that signs in somewhere. */
export const clientProfile = Object.freeze<Profile>({
  name: 'client',
  authority: false,
  keyUsages: ['digitalSignature'],
  encipheringKeyUsages: ['keyEncipherment'],
  purposes: ['clientAuth'],
  usagesAskedFor: false,
  namesServer: false,
});
