/** How long a revocation takes to be on the list that relying parties read, and what OCSP costs, on a CA that has revoked much. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Subject } from '../subject.js';

export interface RevocationFigures {
  readonly entries: number;
  readonly kilobytes: number;
  /** From the answer of the revoking call to a list with the serial number, the median of some. */
  readonly untilListedMs: number;
  /** Of a list that has not changed. */
  readonly againMs: number;
}

const ROUNDS = 5;
const PATIENCE_MS = 60_000;

/** Revokes some certificates one after the other and reads the CRL of their CA until each is on it. */
export async function revocationFigures(subject: Subject, issuer: string): Promise<RevocationFigures> {
  const { Certificate } = await subject.call('cas', 'DescribeCACertificate', { Identifier: issuer });
  const address = new URL(String((Certificate as Record<string, unknown>).CrlUrl)).pathname;
  const list = async () => Buffer.from(await (await fetch(`${subject.server.url}${address}`)).arrayBuffer());

  const waits: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const { Identifier, SerialNumber } = await subject.call('cas', 'CreateClientCertificate', {
      ParentIdentifier: issuer,
      CommonName: `listed-${i}.example.com`,
      Algorithm: 'ECC_256',
      Days: 90,
    });
    await subject.call('cas', 'CreateRevokeClientCertificate', { Identifier });
    const revokedAt = performance.now();
    const serialNumber = Buffer.from(String(SerialNumber), 'hex');
    while (!(await list()).includes(serialNumber)) {
      if (performance.now() - revokedAt > PATIENCE_MS) throw new Error('a revocation is not on the CRL after a minute');
      await wait(5);
    }
    waits.push(performance.now() - revokedAt);
  }
  const start = performance.now();
  for (let i = 0; i < ROUNDS; i++) await list();
  const der = await list();
  return {
    entries: entriesOf(der),
    kilobytes: der.length / 1024,
    untilListedMs: waits.sort((a, b) => a - b)[ROUNDS >> 1]!,
    againMs: (performance.now() - start) / (ROUNDS + 1),
  };
}

/** Counted by openssl, which reads the whole list. */
function entriesOf(der: Buffer): number {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-crl-'));
  try {
    writeFileSync(join(directory, 'list.crl'), der);
    const text = join(directory, 'list.txt');
    execFileSync('openssl', [
      'crl',
      '-inform',
      'DER',
      '-in',
      join(directory, 'list.crl'),
      '-text',
      '-noout',
      '-out',
      text,
    ]);
    return readFileSync(text, 'latin1').split('Serial Number:').length - 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
