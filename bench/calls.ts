/** The calls whose cost is budgeted: made by a RAM user who may make them, and ready to be sent as often as wanted. */

import { instanceCall } from './instance-calls.js';
import { kmsCall } from './kms-calls.js';
import { load } from './load.js';
import { ocspRequests } from './scale/ocsp.js';
import { certificate, type Subject, times } from './subject.js';

/** `issuance`: a P-256 key and two signatures. `signature`: one signature with a P-256 key. `verification`: of one by an RSA-2048 key. */
export type BareCryptography = 'issuance' | 'signature' | 'verification';

export interface BudgetedCall {
  readonly name: string;
  /** What belongs to the bare work beside the exchange over HTTP. */
  readonly cryptography: BareCryptography | undefined;
  /** How many times its bare work the call may take; undefined where it is only measured. */
  readonly aim: number | undefined;
  /** So many requests, each to be sent once. */
  readonly requests: (count: number) => Promise<readonly Buffer[]>;
}

/** What `--only` can name. */
export const CALL_NAMES = [
  'GetCallerIdentity',
  'DescribeClientCertificate',
  'CreateClientCertificate',
  'CreateRevokeClientCertificate',
  'OCSP',
  'ListClientCertificate',
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GetSecretValue',
  'AsymmetricSign',
  'InstanceEncrypt',
  'InstanceDecrypt',
  'InstanceGetSecretValue',
] as const;

export type CallName = (typeof CALL_NAMES)[number];

/** @param issuer a CA that issues P-256 certificates */
export async function budgetedCall(name: CallName, subject: Subject, issuer: string): Promise<BudgetedCall> {
  const issue = () => subject.request('cas', name, certificate(issuer, 'ECC_256'));
  const read = (aim: number | undefined, request: () => Buffer): BudgetedCall => ({
    name,
    cryptography: undefined,
    aim,
    requests: async count => times(count, request),
  });
  const oneCertificate = async () => {
    const answer = await subject.call('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256'));
    return String(answer.Identifier);
  };

  switch (name) {
    case 'GetCallerIdentity':
      return read(5, () => subject.request('sts', name));
    case 'DescribeClientCertificate': {
      const Identifier = await oneCertificate();
      return read(7, () => subject.request('cas', name, { Identifier }));
    }
    case 'CreateClientCertificate':
      return { ...read(4.5, issue), cryptography: 'issuance' };
    case 'CreateRevokeClientCertificate':
      return { ...read(undefined, issue), requests: count => revocations(subject, issuer, count) };
    case 'OCSP': {
      const { withNonce } = await ocspRequests(subject, issuer, [await oneCertificate()]);
      return read(undefined, () => withNonce[0]!);
    }
    case 'ListClientCertificate':
      return read(undefined, () => subject.request('cas', name, { ShowSize: 20 }));
    case 'Encrypt':
    case 'Decrypt':
    case 'GenerateDataKey':
    case 'GetSecretValue':
    case 'AsymmetricSign': {
      const { aim, cryptography, parameters } = await kmsCall(name, subject);
      return { ...read(aim, () => subject.request('kms', name, parameters)), cryptography };
    }
    case 'InstanceEncrypt':
    case 'InstanceDecrypt':
    case 'InstanceGetSecretValue': {
      const signed = await instanceCall(name, subject);
      const requests = async (count: number) => times(count, i => signed[i % signed.length]!);
      return { ...read(undefined, () => signed[0]!), cryptography: 'verification', requests };
    }
  }
}

/** Certificates are made for the purpose: each can be revoked once. */
async function revocations(subject: Subject, issuer: string, count: number): Promise<readonly Buffer[]> {
  const identifiers: string[] = [];
  const issuing = times(count, () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')));
  await load(issuing, { address: subject.address, pid: subject.pid, connections: 16 }, answer => {
    identifiers.push(String((JSON.parse(answer.body.toString()) as Record<string, unknown>).Identifier));
  });
  return identifiers.map(Identifier => subject.request('cas', 'CreateRevokeClientCertificate', { Identifier }));
}
