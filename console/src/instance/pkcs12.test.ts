import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readClientKeyFile } from './client-key-file';
import { openPkcs12 } from './pkcs12';

const PASSWORD = 'unit-Passw0rd';

let folder: string;
const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-pkcs12-'));
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-subj',
    '/CN=key',
  );
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  openssl('req', '-x509', ...curve, '-nodes', '-keyout', 'ec.pem', '-out', 'ec-cert.pem', '-subj', '/CN=key');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(...options: string[]): Uint8Array<ArrayBuffer> {
  const input = options.includes('ec')
    ? ['-inkey', 'ec.pem', '-in', 'ec-cert.pem']
    : ['-inkey', 'key.pem', '-in', 'cert.pem'];
  const how = options.filter(it => it !== 'ec');
  openssl('pkcs12', '-export', ...input, '-out', 'file.p12', '-passout', `pass:${PASSWORD}`, ...how);
  return new Uint8Array(readFileSync(join(folder, 'file.p12')));
}
const open = (pkcs12: Uint8Array<ArrayBuffer>, password = PASSWORD) => openPkcs12({ keyId: 'k', pkcs12 }, password);

test.each([
  ['3DES and SHA-1, as client keys are', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ['AES and SHA-256, as openssl does by itself', []],
])('a file of openssl with %s opens', async (_title, options) => {
  const opened = await open(made(...options));
  if (!('privateKey' in opened)) throw new Error(opened.refused);
  expect([opened.privateKey.extractable, opened.privateKey.usages]).toEqual([false, ['sign']]);
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', opened.privateKey, Buffer.from('text'));
  const publicKey = createPublicKey(readFileSync(join(folder, 'cert.pem')));
  expect(verify('sha256', Buffer.from('text'), publicKey, Buffer.from(signature))).toBe(true);
});

test('another password, a key of another kind and anything else do not', async () => {
  expect(await open(made(), 'another-Passw0rd')).toEqual({ refused: 'password' });
  expect(await open(made('ec'))).toEqual({ refused: 'content' });
  expect(await open(Uint8Array.of(0x30, 0))).toEqual({ refused: 'content' });
  expect(await open(made().slice(0, 900))).toEqual({ refused: 'content' });
});

test('a client key file is JSON with an id and Base64', () => {
  const PrivateKeyData = 'MAA=';
  expect(readClientKeyFile(JSON.stringify({ KeyId: 'KAAP.1', PrivateKeyData }))).toEqual({
    keyId: 'KAAP.1',
    pkcs12: Uint8Array.of(0x30, 0),
  });
  expect(readClientKeyFile(JSON.stringify({ ClientKeyId: 'KAAP.1', PrivateKeyData }))?.keyId).toBe('KAAP.1');
  for (const text of [
    '',
    'null',
    '[]',
    '{}',
    '{"KeyId":"a b","PrivateKeyData":"MAA="}',
    '{"KeyId":"k","PrivateKeyData":"?"}',
  ]) {
    expect(readClientKeyFile(text)).toBeUndefined();
  }
});
