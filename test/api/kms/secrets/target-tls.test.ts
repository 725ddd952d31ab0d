/**
 * Targets behind TLS: one is talked to where its certificate is for its name and leads to the CA that its administrator named, and nothing is sent to any other.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenTarget } from '../../../../src/kms/targets/target.js';
import { accesses } from '../../../../src/rotators/rotators.js';
import { missing } from '../../../target-servers.js';
import { certificatesFor, startTlsTarget, type TlsTarget } from '../../../tls-targets.js';

const folder = mkdtempSync(join(tmpdir(), 'ct-'));
const others = mkdtempSync(join(tmpdir(), 'ct-'));
afterAll(() => {
  for (const it of [folder, others]) rmSync(it, { recursive: true });
});
const { ca, of } = certificatesFor(folder, 'localhost', 'db.example.com');
const otherCa = certificatesFor(others).ca;

describe.each(['postgresql', 'mysql', 'redis'] as const)('%s', kind => {
  describe.skipIf(missing[kind])('with a certificate of a private CA', () => {
    const started: TlsTarget[] = [];
    beforeAll(async () => {
      started.push(await startTlsTarget(kind, of.localhost), await startTlsTarget(kind, of['db.example.com']));
    }, 60_000);
    afterAll(async () => {
      for (const it of started) await it.stop();
    });
    const check = (server: number, host: string, caFile: string | undefined) => {
      const { port, database, administrator } = started[server]!;
      const caPem = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
      const place = { accountId: '1000000000000001', instanceId: 'tls', createdAt: new Date() };
      const target: OpenTarget = { ...place, kind, host, port, tls: true, caPem, database, administrator };
      return accesses[kind].check(target).catch(fault => `refused: ${String(fault.details?.Why ?? fault)}`);
    };

    test('lets the server in by its name', async () => {
      expect(await check(0, 'localhost', ca)).toMatch(/^(PostgreSQL|MySQL|Redis) \d/);
    });

    test('is not talked to where the certificate is for another name, or leads to another CA', async () => {
      const answers = [await check(1, 'localhost', ca), await check(0, 'localhost', otherCa)];
      answers.push(await check(0, 'localhost', undefined));
      for (const it of answers) expect(it).toMatch(/^refused: the target "tls" /);
      expect(answers[0]).toContain(kind === 'mysql' ? 'answered ' : 'ERR_TLS_CERT_ALTNAME_INVALID');
    });

    test('is not talked to by an address that its certificate does not have', async () => {
      expect(await check(0, '127.0.0.1', ca)).toMatch(/^refused: the target "tls" /);
    });
  });
});
