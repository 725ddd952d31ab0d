/** Authorities and certificates as the store's suites add them: only what the store looks at is real. */
import type { NewAuthority, NewCertificate } from '../../src/ca/records.js';
import { randomIdentifier } from '../../src/crypto/random.js';

export const mine = '1000000000000001';
export const theirs = '1000000000000002';
export const sealed = Buffer.from('sealed key');

const subject = {
  country: 'CN',
  state: '浙江',
  locality: 'L',
  organization: 'O',
  organizationUnit: undefined,
  commonName: 'name',
};

export const newAuthority = (parts: Partial<NewAuthority> = {}): NewAuthority => ({
  id: randomIdentifier(),
  accountId: mine,
  kind: 'root',
  origin: 'local',
  parentId: undefined,
  algorithm: 'ECC_256',
  subject,
  serialNumber: randomIdentifier().replaceAll('-', ''),
  notBefore: new Date('2026-03-01T12:00:00Z'),
  notAfter: new Date('2036-03-01T12:00:00Z'),
  years: 10,
  certificateDer: Buffer.from([0x30, 0x00]),
  pathLength: undefined,
  crlEnabled: false,
  crlDays: 30,
  certificateMaxDays: undefined,
  resourceGroupId: 'rg-a',
  nameKey: randomIdentifier(),
  instanceId: `i-${randomIdentifier()}`,
  instanceUuid: randomIdentifier(),
  ...parts,
});

export const newCertificate = (authorityId: string, parts: Partial<NewCertificate> = {}): NewCertificate => ({
  id: randomIdentifier(),
  accountId: mine,
  kind: 'client',
  authorityId,
  algorithm: 'RSA_3072',
  subject,
  alternativeNames: [],
  serialNumber: randomIdentifier().replaceAll('-', ''),
  notBefore: new Date('2026-03-01T12:00:00Z'),
  notAfter: new Date('2027-03-01T12:00:00Z'),
  certificateDer: Buffer.from([0x30, 0x01]),
  alias: undefined,
  givenFields: undefined,
  customIdentifier: undefined,
  resourceGroupId: 'rg-a',
  ...parts,
});
