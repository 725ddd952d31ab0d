import type { Profile } from './profile.js';

/** Signs answers about certificates on behalf of the authority that issued it (RFC 6960 section 4.2.2.2). */
export const ocspResponderProfile = Object.freeze<Profile>({
  name: 'ocsp-responder',
  authority: false,
  keyUsages: ['digitalSignature'],
  encipheringKeyUsages: [],
  purposes: ['OCSPSigning'],
  usagesAskedFor: false,
  namesServer: false,
});
