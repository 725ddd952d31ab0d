import { expect, test } from 'vitest';
import { completeSubject } from './subject.js';

const authority = {
  country: 'DE',
  state: 'AS',
  locality: 'AL',
  organization: 'AO',
  organizationUnit: 'AU',
  commonName: 'CA',
};
const complete = (parts: Partial<Parameters<typeof completeSubject>[0]> = {}) =>
  completeSubject({
    asked: {},
    csr: undefined,
    authority,
    defaults: { country: 'CN' },
    otherCommonName: 'identifier',
    ...parts,
  });

test('everything has a default, and the name of the CA is nobody else', () => {
  expect(complete()).toEqual({
    country: 'CN',
    state: 'AS',
    locality: 'AL',
    organization: 'AO',
    organizationUnit: 'AU',
    commonName: 'identifier',
  });
});

test('the call decides before the CSR, that before the settings, those before the CA', () => {
  const defaults = { country: 'CN', organization: 'Set', organizationUnit: 'Set' };
  const csr = { organization: 'Csr', organizationUnit: 'Csr', state: 'Csr' };
  const asked = { organization: 'Asked', locality: undefined };
  expect(complete({ defaults, csr, asked })).toEqual({
    country: 'CN',
    state: 'Csr',
    locality: 'AL',
    organization: 'Asked',
    organizationUnit: 'Csr',
    commonName: 'identifier',
  });
});

test('the common name alone is taken from the CSR first', () => {
  const csr = { commonName: 'csr' };
  expect(complete({ csr, asked: { commonName: 'asked' } }).commonName).toBe('csr');
  expect(complete({ csr: {}, asked: { commonName: 'asked' } }).commonName).toBe('asked');
});

test('without defaults in the settings all is the CA’s', () => {
  expect(complete({ defaults: {} }).country).toBe('DE');
});
