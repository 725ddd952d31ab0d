/** Questions to the OCSP responder as openssl asks them, ready to send. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject } from '../subject.js';

export interface OcspRequests {
  /** Answered with what was signed before: they come again and again. */
  readonly plain: readonly Buffer[];
  /** Each with a nonce, so that each answer has to be signed. */
  readonly withNonce: readonly Buffer[];
}

/** One question of each sort for each certificate. */
export async function ocspRequests(
  subject: Subject,
  issuer: string,
  certificates: readonly string[],
): Promise<OcspRequests> {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-ocsp-'));
  try {
    const file = (name: string) => join(directory, name);
    const pemOf = async (operation: string, Identifier: string) => {
      const { Certificate } = await subject.call('cas', operation, { Identifier });
      return String((Certificate as Record<string, unknown>).X509Certificate);
    };
    writeFileSync(file('issuer.pem'), await pemOf('DescribeCACertificate', issuer));
    const ask = (...options: readonly string[]) => {
      const files = ['-issuer', file('issuer.pem'), '-cert', file('certificate.pem'), '-reqout', file('request')];
      execFileSync('openssl', ['ocsp', ...files, ...options], { stdio: 'ignore' });
      return post(`/ocsp/${issuer}`, readFileSync(file('request')));
    };
    const plain: Buffer[] = [];
    const withNonce: Buffer[] = [];
    for (const identifier of certificates) {
      writeFileSync(file('certificate.pem'), await pemOf('DescribeClientCertificate', identifier));
      plain.push(ask('-no_nonce'));
      withNonce.push(ask('-nonce'));
    }
    return { plain, withNonce };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function post(path: string, body: Buffer): Buffer {
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/ocsp-request\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
