import type { Profile } from './profile.js';

/** A host that others connect to. */
export const serverProfile = Object.freeze<Profile>({
  name: 'server',
  authority: false,
  keyUsages: ['digitalSignature'],
  encipheringKeyUsages: ['keyEncipherment'],
  purposes: ['serverAuth'],
  usagesAskedFor: false,
  namesServer: true,
});
