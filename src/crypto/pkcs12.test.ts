import { beforeAll, describe, expect, it } from 'vitest';
import { findPython } from '../../test/python/interpreter.js';
import { isMissing, openssl, run, Scratch } from '../../test/strangers/commands.js';
import type { Algorithm } from './algorithm.js';
import { findAlgorithm } from './algorithms.js';
import { generateKeyPair } from './keys.js';
import { encodePem } from './pem.js';
import { encodeClientKeyPkcs12, UnsupportedPassword } from './pkcs12.js';
import { derivePkcs12, purpose } from './pkcs12-derivation.js';

const scratch = new Scratch();
const password = 'Client~!@#$%^&*?_-1';
let keyPem = '';
let certificatePem = '';
let file = '';

beforeAll(async () => {
  const { pkcs8Der } = await generateKeyPair(findAlgorithm('RSA_2048') as Algorithm);
  keyPem = encodePem('PRIVATE KEY', pkcs8Der);
  const keyFile = scratch.write('key.pem', keyPem);
  certificatePem = openssl(['req', '-x509', '-new', '-key', keyFile, '-subj', '/CN=test-client-key-aap', '-days', '2']);
  const certificateDer = Buffer.from(certificatePem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  file = scratch.write(
    'client.p12',
    await encodeClientKeyPkcs12({ certificateDer, privateKeyPkcs8Der: pkcs8Der, password }),
  );
});

const python = findPython('cryptography');

describe('a client key file', () => {
  it('opens with openssl 3 without its legacy provider, the certificate before the key', () => {
    const open = ['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes'];
    const text = openssl(open);
    expect(text.indexOf('BEGIN CERTIFICATE')).toBeGreaterThan(0);
    expect(text.indexOf('BEGIN CERTIFICATE')).toBeLessThan(text.indexOf('BEGIN PRIVATE KEY'));
    expect(text).toContain(certificatePem);
    expect(text).toContain(keyPem);
    expect(text.match(/localKeyID/g)).toHaveLength(2);
    expect(text).not.toContain('friendlyName');
  });

  it('has the form that the weakest client reads: 3DES and SHA-1 throughout, 2,048 rounds, one certificate, one key', () => {
    // openssl prints what it finds on the way to standard error.
    const command = ['openssl', 'pkcs12', '-in', file, '-passin', `pass:${password}`, '-noout', '-info'];
    expect(
      run('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command])
        .trim()
        .split('\n'),
    ).toEqual([
      'MAC: sha1, Iteration 2048',
      'MAC length: 20, salt length: 16',
      'PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048',
      'Certificate bag',
      'PKCS7 Data',
      'Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048',
    ]);
  });

  it('does not open with another password', () => {
    expect(() => openssl(['pkcs12', '-in', file, '-passin', 'pass:wrong', '-nodes'])).toThrow(/invalid password/);
  });

  it('is refused for a password that Java could not type, by name', async () => {
    for (const bad of ['pässword1', '', 'tab\there', '密码密码密码1a']) {
      const asked = { certificateDer: Buffer.alloc(1), privateKeyPkcs8Der: Buffer.alloc(1), password: bad };
      await expect(encodeClientKeyPkcs12(asked)).rejects.toThrow(UnsupportedPassword);
    }
  });

  it.skipIf(isMissing('keytool', ['-help']))('opens in Java as a store whose first entry is the key', () => {
    const text = run('keytool', ['-list', '-v', '-storetype', 'PKCS12', '-keystore', file, '-storepass', password]);
    expect(text).toContain('contains 1 entry');
    expect(text).toContain('Entry type: PrivateKeyEntry');
    expect(text).toContain('CN=test-client-key-aap');
    const copy = scratch.path('copy.p12');
    const passwords = ['-srcstorepass', password, '-deststorepass', password];
    run('keytool', ['-importkeystore', '-srckeystore', file, '-destkeystore', copy, '-noprompt', ...passwords]);
    expect(openssl(['pkcs12', '-in', copy, '-passin', `pass:${password}`, '-nodes'])).toContain(keyPem);
  });

  it.skipIf(!python)('opens in Python', () => {
    const script = `
import sys
from cryptography.hazmat.primitives.serialization import *
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
store = load_pkcs12(open(sys.argv[1], 'rb').read(), sys.argv[2].encode())
assert not store.additional_certs and store.cert.friendly_name is None
print(store.cert.certificate.public_bytes(Encoding.PEM).decode() + store.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), end='')`;
    expect(run(python as string, ['-c', script, file, password])).toBe(certificatePem + keyPem);
  });
});

describe('the derivation of RFC 7292 appendix B', () => {
  // The two-block keys and the carry over block borders are what implementations get wrong; openssl kdf knows the same derivation.
  it.each([
    ['key', 24, 1],
    ['key', 24, 2048],
    ['iv', 8, 700],
    ['mac', 20, 3],
  ] as const)('gives what openssl gives for a %s of %i octets after %i rounds', async (use, length, iterations) => {
    const octets = Buffer.from(
      'smeg of some length, so that it fills more than one block of the hash\0',
      'utf16le',
    ).swap16();
    const salt = Buffer.from('0a58cf64530d823f', 'hex');
    const options = [
      `hexpass:${octets.toString('hex')}`,
      `hexsalt:${salt.toString('hex')}`,
      `iter:${iterations}`,
      `id:${purpose[use]}`,
    ];
    const args = [
      'kdf',
      '-keylen',
      String(length),
      ...['digest:SHA1', ...options].flatMap(option => ['-kdfopt', option]),
      'PKCS12KDF',
    ];
    const derived = await derivePkcs12(purpose[use], octets, salt, iterations, length);
    expect(derived.toString('hex')).toBe(openssl(args).trim().replaceAll(':', '').toLowerCase());
  });
});
