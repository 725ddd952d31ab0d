import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findPython } from '../../test/python/interpreter.js';
import { openssl, run, Scratch } from '../../test/strangers/commands.js';
import type { Algorithm } from './algorithm.js';
import { findAlgorithm } from './algorithms.js';
import { generateKeyPair } from './keys.js';
import { encodePem } from './pem.js';
import { encryptPkcs8 } from './pkcs8.js';

const scratch = new Scratch();
const password = '!Demo@WS3ed,.+-_#';

const pair = (name: string) => generateKeyPair(findAlgorithm(name) as Algorithm);

const python = findPython('cryptography');

describe('an encrypted private key', () => {
  it.each([
    ['RSA_2048', 'rsa'],
    ['ECC_256', 'ec'],
    ['ECC_384', 'ec'],
    ['ECC_512', 'ec'],
    ['SM2_256', 'ec'],
  ])('of %s opens with the documented "openssl %s" and the password, and with no other', async (name, command) => {
    const { pkcs8Der, spkiDer } = await pair(name);
    // openssl derives the key anew each time it opens the file; fewer rounds keep that short.
    const file = scratch.write(`${name}.enc`, await encryptPkcs8(pkcs8Der, password, { iterations: 10_000 }));
    const opened = scratch.path(`${name}.open`);
    openssl([command, '-in', file, '-passin', `pass:${password}`, '-out', opened]);
    expect(openssl(['pkey', '-in', opened, '-pubout'])).toBe(encodePem('PUBLIC KEY', spkiDer));
    expect(openssl(['pkey', '-in', file, '-passin', `pass:${password}`])).toBe(encodePem('PRIVATE KEY', pkcs8Der));
    expect(() => openssl([command, '-in', file, '-passin', 'pass:wrong', '-out', opened])).toThrow();
  });

  it('says what it is made with: PBES2, 600,000 rounds of HMAC-SHA-256, AES-256-CBC', async () => {
    const { pkcs8Der } = await pair('ECC_256');
    const pem = await encryptPkcs8(pkcs8Der, password);
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n[\s\S]*\n-----END ENCRYPTED PRIVATE KEY-----\n$/);
    const text = openssl(['asn1parse', '-i'], pem);
    for (const part of ['PBES2', 'PBKDF2', 'INTEGER           :0927C0', 'hmacWithSHA256', 'aes-256-cbc'])
      expect(text).toContain(part);
    expect(text).toMatch(/l= *16 prim: +OCTET STRING[\s\S]*l= *16 prim: +OCTET STRING/);
  });

  it('is fresh each time, takes the rounds it is told, and any text as password', async () => {
    const { pkcs8Der } = await pair('ECC_256');
    const once = await encryptPkcs8(pkcs8Der, 'pä55 wörd 密码', { iterations: 1000 });
    const again = await encryptPkcs8(pkcs8Der, 'pä55 wörd 密码', { iterations: 1000 });
    expect(once).not.toBe(again);
    const opened = createPrivateKey({ key: once, format: 'pem', passphrase: 'pä55 wörd 密码' });
    expect(opened.export({ type: 'pkcs8', format: 'der' })).toEqual(pkcs8Der);
    expect(openssl(['asn1parse'], once)).toContain('INTEGER           :03E8');
  });

  it.skipIf(!python)('opens in Python', async () => {
    const { pkcs8Der } = await pair('ECC_256');
    const file = scratch.write('python.enc', await encryptPkcs8(pkcs8Der, password));
    const script = `
import sys
from cryptography.hazmat.primitives.serialization import *
key = load_pem_private_key(open(sys.argv[1], 'rb').read(), sys.argv[2].encode())
print(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()).hex())`;
    expect(run(python as string, ['-c', script, file, password]).trim()).toBe(pkcs8Der.toString('hex'));
  });
});
