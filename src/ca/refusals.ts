/** What this domain refuses, and why. */
import type { BusyReason, MarkerReason } from '../domain/reasons.js';

/** What calls are refused with: `refusals` in src/api/cas/product.ts says which error each is. */
export type CaReason =
  | MarkerReason
  | StateReason
  | IssuerReason
  | 'not-a-certificate'
  | 'not-an-authority'
  | 'not-a-root'
  | 'authority-has-issued'
  | 'roots-issue-authorities-only'
  | 'roots-have-no-limit'
  | 'named-like-an-authority'
  | 'server-without-name'
  | 'purpose-not-granted'
  | 'no-authorities-below'
  | 'path-length-too-great'
  | 'family-differs'
  | 'algorithm-switched-off'
  | 'custom-identifier-exists'
  | 'serial-number-taken'
  | 'one-sided-validity'
  | 'end-not-after-start'
  | BeyondAuthorityReason
  | 'period-reversed'
  | 'period-beyond-authority'
  | 'content-refused'
  | 'csr-asks-too-much'
  | 'csr-part-unreadable'
  | 'certificate-not-sound'
  | 'limit-below-issued'
  | 'tags-not-sound'
  | 'tag-limit'
  | 'no-private-key';

/** By the state of an authority or a certificate (lifecycle.ts). */
export type StateReason =
  | 'authority-missing'
  | 'authority-not-issuing'
  | 'authority-below-revoked'
  | 'authority-expired'
  | 'authority-is-external'
  | 'authority-not-revocable'
  | 'certificate-missing'
  | 'certificate-pending'
  | 'certificate-not-revocable'
  | 'certificate-not-revoked';

/**
 * The authority above what is issued may not issue it: it, or one above it, is in no state to, or it has issued as many as it may. `too-busy`: so
 * many issue from it that it was read to have room and has little now (`Room`).
 */
export type IssuerReason = 'authority-not-issuing' | 'quota-used-up' | BusyReason;

/** The validity that was asked for ends after the authority's; the word is the unit that it was asked in (validity.ts). */
export type BeyondAuthorityReason = `${'end' | 'days' | 'months' | 'years'}-beyond-authority`;

/** What background work is refused with, which knows what to do then. No call meets it. */
export type BackgroundReason =
  /** Another server published since. */
  | 'lists-superseded'
  /** Another server issued it, or it was given up. */
  | 'certificate-not-pending'
  /** Its time passed while it waited. */
  | 'certificate-expired';
