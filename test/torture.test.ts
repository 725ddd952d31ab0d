/** The server killed over and over under load. `npm run torture` does the same for as many rounds as one wants. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkAudit, checkCertificates, checkRevocations } from '../torture/check-state.js';
import { derOfPem, Ledger } from '../torture/ledger.js';
import { torture } from '../torture/torture.js';
import { newPostgresDatabase, postgresMissing } from './postgres.js';

const SERIAL = '1234567890ABCDEF';
const PEM = `-----BEGIN CERTIFICATE-----
MIIBaDCCAQ2gAwIBAgIIEjRWeJCrze8wCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwD
b25lMCAXDTI2MTEyMjA2MTgyOVoYDzIxMjYxMDI5MDYxODI5WjAOMQwwCgYDVQQD
DANvbmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASC2j1yrvEvvmkyAShYqTDD
wb1ivKC/CMYldm25Rb3K3+NF3MAXnZJaa9gF3y95DmsQLdlRAm/LPtM4arx1LlCc
o1MwUTAdBgNVHQ4EFgQUZpoaRFVEBxvOnESvQTW+AMk0HOYwHwYDVR0jBBgwFoAU
ZpoaRFVEBxvOnESvQTW+AMk0HOYwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD
AgNJADBGAiEA6EP/pSD9tpG+F+t46JPPheMVrJyPeLHeMhO2rt6QufgCIQDRxc6L
9CBk8T4l3Info6uR7llMcWCnXZiPeIygYOMMBw==
-----END CERTIFICATE-----
`;

async function killed(rounds: number, store?: string): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'chancery-torture-'));
  const lines: string[] = [];
  const result = await torture({ rounds, data, store, say: line => lines.push(line) });
  expect(result.wrong, lines.join('\n')).toEqual([]);
  expect(result.rounds).toBe(rounds);
  expect(result.certificates).toBeGreaterThan(rounds);
  await rm(data, { recursive: true });
}

test('a certificate that is lost, changed, invented or without its record is noticed', () => {
  const ledger = new Ledger();
  const kept = { identifier: 'a', commonName: 'one', serialNumber: SERIAL, der: derOfPem(PEM), isRevoked: false };
  ledger.certificates.set('a', kept);
  expect(checkCertificates([kept], ledger)).toEqual([]);
  expect(checkCertificates([], ledger)).toEqual(['certificate a (one) was acknowledged and is gone']);
  expect(checkCertificates([{ ...kept, der: '' }], ledger)).toEqual([
    'certificate a is not the one that was given out',
  ]);
  expect(checkCertificates([kept, { ...kept, identifier: 'b', commonName: 'two' }], ledger)).toEqual([
    'two certificates have the same serial number',
    'certificate b (two) is there and nobody asked for it',
  ]);

  ledger.certificates.delete('b');
  const answered = new Map([['r1', { operation: 'CreateClientCertificate', outcome: 'OK' }]]);
  const record = {
    requestId: 'r1',
    operation: 'CreateClientCertificate',
    outcome: 'OK',
    parameters: { CommonName: 'one' },
    text: '',
  };
  expect(checkAudit([record], answered, ledger)).toEqual([]);
  expect(checkAudit([], answered, ledger)).toEqual([
    'CreateClientCertificate with RequestId r1 was answered with OK and is not on record',
    'one was made and the call that made it is not on record',
  ]);
  const alone = { ...record, requestId: 'r2', parameters: { CommonName: 'two' } };
  expect(checkAudit([record, alone], answered, ledger)).toEqual([
    'a call that made two is on record and two is not there',
  ]);
});

/** The disk is PostgreSQL's affair there; what is ours, one transaction for each call, shows in a few. */
const POSTGRES_ROUNDS = process.env.CI ? 10 : 3;
const rounds = process.env.CI ? 50 : 5;

test('a revocation that is undone, or that nobody asked for, is noticed', () => {
  const ledger = new Ledger();
  const kept = { identifier: 'a', commonName: 'one', serialNumber: SERIAL, der: '', isRevoked: true };
  expect(checkRevocations([kept], ledger)).toEqual(['certificate a is revoked and nobody asked for it']);
  expect(checkRevocations([kept], ledger)).toEqual([]);
  expect(checkRevocations([{ ...kept, isRevoked: false }], ledger)).toEqual([
    'certificate a was revoked and is good again',
  ]);
  ledger.revoking.add('b');
  expect(checkRevocations([{ ...kept, identifier: 'b' }], ledger)).toEqual([]);
});

test(`after ${rounds} kills under load everything that was acknowledged is there, and nothing else`, async () => {
  await killed(rounds);
}, 600_000);

test.skipIf(postgresMissing)(
  `the same on PostgreSQL, ${POSTGRES_ROUNDS} times`,
  async () => {
    const database = await newPostgresDatabase();
    await killed(POSTGRES_ROUNDS, database.url);
    await database.remove();
  },
  600_000,
);
