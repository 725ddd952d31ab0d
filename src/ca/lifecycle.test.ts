import { describe, expect, test } from 'vitest';
import {
  authorityActs,
  authorityRules,
  authorityStatesOf,
  authorityVerdict,
  certificateStatesOf,
  certificateVerdict,
  requireAuthority,
  requireCertificate,
  statesBelow,
} from './lifecycle.js';

const now = new Date('2026-03-01T00:00:00Z');
const later = new Date('2027-03-01T00:00:00Z');
const standing = { status: 'issued', revokedAboveAt: undefined, notAfter: later, origin: 'local' } as const;
const certificate = { status: 'issued', notAfter: later } as const;

test('every state that holds is told', () => {
  expect(authorityStatesOf(standing, now)).toEqual(['issued']);
  expect(authorityStatesOf({ ...standing, notAfter: now }, now)).toEqual(['issued', 'expired']);
  expect(authorityStatesOf({ status: 'revoked', revokedAboveAt: now, notAfter: now, origin: 'external' }, now)).toEqual(
    ['revoked', 'below-revoked', 'expired', 'external'],
  );
  expect(authorityStatesOf(undefined, now)).toEqual(['deleted']);
  expect(certificateStatesOf(certificate, now)).toEqual(['issued']);
  expect(certificateStatesOf({ status: 'pending', notAfter: now }, now)).toEqual(['pending', 'expired']);
  expect(certificateStatesOf(undefined, now)).toEqual(['deleted']);
  expect(statesBelow(standing)).toEqual([]);
  expect(statesBelow({ ...standing, revokedAboveAt: now })).toEqual(['below-revoked']);
  expect(statesBelow({ ...standing, status: 'revoked' })).toEqual(['below-revoked']);
  expect(statesBelow(undefined)).toEqual(['below-deleted']);
});

describe('what any state refuses is refused', () => {
  test.each(authorityActs)('%s', act => {
    const revokedAndExpired = { ...standing, status: 'revoked', notAfter: now } as const;
    const cells = [authorityRules[act].revoked, authorityRules[act].expired];
    const refused = cells.find(cell => cell !== 'allowed');
    expect(authorityVerdict(act, revokedAndExpired, now)).toBe(refused ?? 'allowed');
  });

  test('with the reason of the first', () => {
    const both = { ...standing, status: 'revoked', revokedAboveAt: now, notAfter: now } as const;
    expect(() => requireAuthority('issue-certificate', both, now)).toThrow('authority-not-issuing');
    expect(() => requireAuthority('issue-certificate', { ...both, status: 'issued' }, now)).toThrow(
      'authority-below-revoked',
    );
    expect(() => requireAuthority('issue-certificate', undefined, now)).toThrow('authority-missing');
    expect(() => requireCertificate('be-deleted', { ...certificate, notAfter: now }, now)).toThrow(
      'certificate-not-revoked',
    );
    expect(certificateVerdict('be-good', ['issued', 'expired', 'below-revoked'])).toBe('certificate-below-revoked');
  });
});
