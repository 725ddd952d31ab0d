/** What is measured on each store: calls as requests that are ready to send, one after the other over one connection. */
import type { Subject } from '../subject.js';
import { ocspRequests } from './ocsp.js';

/** A million things may make a reading call this much slower than a thousand do, at p95. */
export const READING = 5;
/** What changes one thing may not feel how many there are. */
export const CHANGING = 1.2;

export interface Measure {
  readonly name: string;
  /** How much slower at most on the large store; undefined of what grows with the store. */
  readonly limit: number | undefined;
  /** Reading calls are compared at p95; changes, whose p95 is the disk's, in the middle. */
  readonly by: 'p95' | 'p50';
  readonly requests: readonly Buffer[];
}

/** What is known of a filled store through its API. */
export interface Facts {
  /** The CA with half of all certificates. */
  readonly large: string;
  /** The CA that has revoked half of what it issued. */
  readonly revoking: string;
  /** Certificates of the account. */
  readonly total: number;
  /** Some certificates, from all over the list, that are neither revoked nor expired. */
  readonly some: readonly { readonly identifier: string; readonly serialNumber: string }[];
}

const PAGE = 20;

export async function factsOf(subject: Subject): Promise<Facts> {
  const { CertificateList } = await subject.call('cas', 'DescribeCACertificateList', { ShowSize: 100 });
  const byName = (name: string) => {
    const found = (CertificateList as Record<string, unknown>[]).find(it => it.CommonName === name);
    if (!found) throw new Error(`the store has no CA "${name}": was it filled by bench:fill?`);
    return String(found.Identifier);
  };
  const large = byName('Large');
  const some: { identifier: string; serialNumber: string }[] = [];
  const first = await subject.call('cas', 'ListClientCertificate', { ShowSize: PAGE });
  const total = Number(first.TotalCount);
  const pages = Math.ceil(total / PAGE);
  for (let i = 0; i < 20; i++) {
    const CurrentPage = 1 + Math.floor((i * (pages - 1)) / 20);
    const answer = await subject.call('cas', 'ListClientCertificate', { CurrentPage, ShowSize: PAGE });
    for (const it of answer.CertificateList as Record<string, unknown>[]) {
      if (it.ParentIdentifier !== large || it.Status !== 'ISSUE' || Number(it.AfterDate) < Date.now()) continue;
      some.push({ identifier: String(it.Identifier), serialNumber: String(it.SerialNumber) });
    }
  }
  return { large, revoking: byName('Revoking'), total, some };
}

/** @param rounds how often each reading call is made */
export async function measures(subject: Subject, facts: Facts, rounds: number): Promise<readonly Measure[]> {
  const { large, revoking, total, some } = facts;
  const repeat = (operation: string, parameters: (round: number) => Record<string, unknown>) =>
    Array.from({ length: rounds }, (_, round) => subject.request('cas', operation, parameters(round)));
  const read = (name: string, operation: string, parameters: (round: number) => Record<string, unknown>): Measure => ({
    name,
    limit: READING,
    by: 'p95',
    requests: repeat(operation, parameters),
  });
  // A list of a thousand ends long before its page 5,000: there its last page is asked for.
  const deep = Math.min(5000, Math.floor((total * 0.5) / PAGE));
  const one = (round: number) => some[round % some.length]!;
  const questions = await ocspRequests(
    subject,
    large,
    some.slice(0, 20).map(it => it.identifier),
  );
  const ask = (name: string, requests: readonly Buffer[]): Measure => ({
    name,
    limit: READING,
    by: 'p95',
    requests: Array.from({ length: rounds }, (_, round) => requests[round % requests.length]!),
  });

  return [
    read('CAs, page 1', 'DescribeCACertificateList', () => ({ ShowSize: PAGE })),
    read('certificates, page 1', 'ListClientCertificate', () => ({ ShowSize: PAGE })),
    read(`certificates, page ${deep}`, 'ListClientCertificate', () => ({ CurrentPage: deep, ShowSize: PAGE })),
    read('certificates of a group', 'ListClientCertificate', () => ({ ResourceGroupId: 'rg-filled', ShowSize: PAGE })),
    read('ListCert, page 1', 'ListCert', () => ({ ShowSize: PAGE })),
    read(`ListCert, page ${deep}`, 'ListCert', () => ({ CurrentPage: deep, ShowSize: PAGE })),
    read('ListCert of a CA', 'ListCert', () => ({ ParentIdentifier: large, ShowSize: PAGE })),
    read(`ListCert of a CA, page ${Math.floor(deep * 0.6)}`, 'ListCert', () => ({
      ParentIdentifier: large,
      CurrentPage: Math.floor(deep * 0.6),
      ShowSize: PAGE,
    })),
    read('ListCert, servers', 'ListCert', () => ({ Type: 'SERVER', ShowSize: PAGE })),
    read('ListCert, revoked', 'ListCert', () => ({ Status: 'REVOKE', ShowSize: PAGE })),
    read('ListCert, servers of a CA', 'ListCert', () => ({ ParentIdentifier: large, Type: 'SERVER', ShowSize: PAGE })),
    await tokenPaging(subject, rounds),
    read('revoked, page 1', 'ListRevokeCertificate', () => ({ ShowSize: PAGE })),
    read('revoked, deep page', 'ListRevokeCertificate', () => ({
      CurrentPage: Math.floor(deep * 0.2) + 1,
      ShowSize: PAGE,
    })),
    read('a CA with its counts', 'DescribeCACertificate', () => ({ Identifier: large })),
    read('a certificate by identifier', 'DescribeClientCertificate', round => ({ Identifier: one(round).identifier })),
    read('by serial number', 'DescribeClientCertificateForSerialNumber', round => ({
      SerialNumber: one(round).serialNumber,
    })),
    read('status by identifier', 'DescribeClientCertificateStatus', round => ({ Identifier: one(round).identifier })),
    read('status by serial number', 'DescribeClientCertificateStatusForSerialNumber', round => ({
      SerialNumber: one(round).serialNumber,
    })),
    ask('OCSP, signed before', questions.plain),
    ask('OCSP with a nonce', questions.withNonce),
    {
      name: 'issue',
      limit: CHANGING,
      by: 'p50',
      requests: Array.from({ length: 4 * rounds }, (_, round) =>
        subject.request('cas', 'CreateClientCertificate', {
          ParentIdentifier: large,
          CommonName: `measured-${round}.example.com`,
          Algorithm: 'ECC_256',
          Days: 90,
          Immediately: 1,
        }),
      ),
    },
    { name: 'revoke', limit: CHANGING, by: 'p50', requests: await revocations(subject, revoking, 2 * rounds) },
  ];
}

/** The second page by token, which is as far as any: a token says where to go on, not how much to skip. */
async function tokenPaging(subject: Subject, rounds: number): Promise<Measure> {
  let parameters: Record<string, unknown> = { MaxResults: PAGE };
  const requests: Buffer[] = [];
  while (requests.length < rounds) {
    requests.push(subject.request('cas', 'ListCert', parameters));
    const { NextToken } = await subject.call('cas', 'ListCert', parameters);
    parameters = NextToken ? { MaxResults: PAGE, NextToken } : { MaxResults: PAGE };
  }
  return { name: 'ListCert by token', limit: READING, by: 'p95', requests };
}

/** Certificates made for the purpose, of a CA with a long list of revocations. */
async function revocations(subject: Subject, issuer: string, count: number): Promise<Buffer[]> {
  const requests: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const { Identifier } = await subject.call('cas', 'CreateClientCertificate', {
      ParentIdentifier: issuer,
      CommonName: `revoked-${i}.example.com`,
      Algorithm: 'ECC_256',
      Days: 90,
    });
    requests.push(subject.request('cas', 'CreateRevokeClientCertificate', { Identifier: String(Identifier) }));
  }
  return requests;
}
