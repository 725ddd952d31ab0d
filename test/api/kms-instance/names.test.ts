/** The names of instances in the server's own certificate. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestServer } from '../../server.js';

test('a server with a public name has a certificate for the names of instances below it, and keeps it', async () => {
  const environment = { CHANCERY_TLS: 'auto', CHANCERY_PUBLIC_URL: 'https://kms.example.com' };
  const first = await startTestServer({ environment });
  const read = async () => new X509Certificate(await readFile(join(first.data, 'tls/server.pem')));
  const certificate = await read();
  expect(certificate.checkHost('kst-hzz62f1cb66fa42qo1234.kms.example.com')).toBeDefined();
  expect(certificate.checkHost('kms.example.com')).toBeDefined();
  expect(certificate.checkHost('a.b.kms.example.com')).toBeUndefined();
  await first.close({ keepData: true });
  const again = await startTestServer({ environment, data: first.data });
  expect((await read()).serialNumber).toBe(certificate.serialNumber);
  await again.close();
});
