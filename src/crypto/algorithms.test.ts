import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openssl, Scratch } from '../../test/strangers/commands.js';
import { algorithms, findAlgorithm } from './algorithms.js';
import { ecLayout } from './ec-layout.js';
import { generateKeyPair, openPrivateKey, sign, verify } from './keys.js';
import { encodePem } from './pem.js';
import { InvalidPublicKey, openPublicKey } from './public-key.js';

const scratch = new Scratch();
const message = Buffer.from('what is signed');

/** What openssl prints about a key, and the arguments with which its pkeyutl checks a signature. */
const asOpensslSees: Record<string, { text: RegExp; check: string[] }> = {
  RSA_1024: { text: /^Private-Key: \(1024 bit, 2 primes\)[\s\S]*publicExponent: 65537/, check: ['-digest', 'sha256'] },
  RSA_2048: { text: /^Private-Key: \(2048 bit, 2 primes\)[\s\S]*publicExponent: 65537/, check: ['-digest', 'sha256'] },
  RSA_3072: { text: /^Private-Key: \(3072 bit, 2 primes\)[\s\S]*publicExponent: 65537/, check: ['-digest', 'sha256'] },
  RSA_4096: { text: /^Private-Key: \(4096 bit, 2 primes\)[\s\S]*publicExponent: 65537/, check: ['-digest', 'sha256'] },
  ECC_256: { text: /^Private-Key: \(256 bit\)[\s\S]*NIST CURVE: P-256/, check: ['-digest', 'sha256'] },
  ECC_384: { text: /^Private-Key: \(384 bit\)[\s\S]*NIST CURVE: P-384/, check: ['-digest', 'sha256'] },
  ECC_512: { text: /^Private-Key: \(521 bit\)[\s\S]*NIST CURVE: P-521/, check: ['-digest', 'sha256'] },
  SM2_256: {
    text: /^Private-Key: \(256 bit\)[\s\S]*ASN1 OID: SM2/,
    check: ['-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
  },
};

describe.each(algorithms.map(each => [each.name, each] as const))('%s', (name, algorithm) => {
  it('makes, opens and signs with what its name says, and openssl agrees', async () => {
    const { pkcs8Der, spkiDer, algorithm: made } = await generateKeyPair(algorithm);
    expect(made).toBe(algorithm);

    const keyFile = scratch.write(`${name}.key`, encodePem('PRIVATE KEY', pkcs8Der));
    const expected = asOpensslSees[name] as (typeof asOpensslSees)[string];
    expect(openssl(['pkey', '-in', keyFile, '-noout', '-text'])).toMatch(expected.text);
    expect(openssl(['pkey', '-in', keyFile, '-check', '-noout'])).toContain('Key is valid');
    expect(openssl(['pkey', '-in', keyFile, '-pubout'])).toBe(encodePem('PUBLIC KEY', spkiDer));

    const key = openPrivateKey(algorithm, pkcs8Der);
    expect(key.algorithm).toBe(algorithm);
    const signature = await sign(key, message);
    const publicFile = scratch.write(`${name}.pub`, encodePem('PUBLIC KEY', spkiDer));
    const data = scratch.write(`${name}.data`, message);
    const signatureFile = scratch.write(`${name}.sig`, signature);
    const check = [
      'pkeyutl',
      '-verify',
      '-rawin',
      '-in',
      data,
      '-sigfile',
      signatureFile,
      '-pubin',
      '-inkey',
      publicFile,
    ];
    expect(openssl([...check, ...expected.check])).toContain('Signature Verified Successfully');

    expect(verify(spkiDer, algorithm, message, signature)).toBe(true);
    expect(verify(spkiDer, algorithm, Buffer.from('something else'), signature)).toBe(false);
    expect(verify(spkiDer, algorithm, message, signature.subarray(1))).toBe(false);
    expect(verify(spkiDer, algorithm, message, Buffer.alloc(0))).toBe(false);
    const tampered = Buffer.from(signature);
    tampered[tampered.length - 1] = (tampered.at(-1) as number) ^ 1;
    expect(verify(spkiDer, algorithm, message, tampered)).toBe(false);
  });
});

it('no algorithm makes the same pair twice', async () => {
  // The larger RSA sizes take seconds and come from the same generator.
  for (const algorithm of algorithms.filter(({ keySize }) => keySize <= 1024)) {
    const [one, two] = await Promise.all([generateKeyPair(algorithm), generateKeyPair(algorithm)]);
    expect(one.spkiDer.equals(two.spkiDer), algorithm.name).toBe(false);
  }
});

describe('the table', () => {
  it('has the names, families and sizes of the API', () => {
    expect(
      algorithms.map(({ name, family, keySize, signature }) => [name, family, keySize, signature.apiName]),
    ).toEqual([
      ['RSA_1024', 'RSA', 1024, 'SHA256WITHRSA'],
      ['RSA_2048', 'RSA', 2048, 'SHA256WITHRSA'],
      ['RSA_3072', 'RSA', 3072, 'SHA256WITHRSA'],
      ['RSA_4096', 'RSA', 4096, 'SHA256WITHRSA'],
      ['ECC_256', 'ECC', 256, 'SHA256WITHECDSA'],
      ['ECC_384', 'ECC', 384, 'SHA256WITHECDSA'],
      ['ECC_512', 'ECC', 512, 'SHA256WITHECDSA'],
      ['SM2_256', 'SM2', 256, 'SM3WITHSM2'],
    ]);
  });

  it('knows no names but those, inherited ones neither', () => {
    expect(['rsa_2048', 'RSA_512', '', '__proto__', 'constructor', 'toString'].map(findAlgorithm)).toEqual(
      Array(6).fill(undefined),
    );
    expect(findAlgorithm('SM2_256')?.name).toBe('SM2_256');
  });

  it('names signature algorithms with NULL parameters for RSA and none for the others', () => {
    const identifiers = new Map(
      algorithms.map(({ family, signature }) => [family, signature.identifier.toString('hex')]),
    );
    expect(Object.fromEntries(identifiers)).toEqual({
      RSA: '300d06092a864886f70d01010b0500',
      ECC: '300a06082a8648ce3d040302',
      SM2: '300a06082a811ccf55018375',
    });
  });
});

describe('keys of a fixed layout', () => {
  it('are padded where the scalar begins with zeros', () => {
    const layout = ecLayout('1.2.840.10045.3.1.7', 32);
    const xy = Buffer.alloc(64, 7);
    const { d, x, y } = layout.parts(layout.pkcs8(Buffer.from('0102', 'hex'), xy));
    expect(d.toString('hex')).toBe(`${'00'.repeat(30)}0102`);
    expect(Buffer.concat([x, y])).toEqual(xy);
  });
});

it('a private key is refused by every algorithm but its own', async () => {
  const pairs = await Promise.all(
    algorithms.filter(({ keySize }) => keySize <= 2048).map(algorithm => generateKeyPair(algorithm)),
  );
  for (const { algorithm, pkcs8Der } of pairs) {
    for (const other of algorithms.filter(each => each !== algorithm)) {
      expect(() => openPrivateKey(other, pkcs8Der), `${algorithm.name} as ${other.name}`).toThrow(
        /^The private key is not/,
      );
    }
  }
});

describe('public keys', () => {
  it('are refused when the point is not on its curve', async () => {
    for (const algorithm of algorithms.filter(({ family }) => family !== 'RSA')) {
      const { spkiDer } = await generateKeyPair(algorithm);
      expect(openPublicKey(spkiDer).spkiDer).toBe(spkiDer);
      const off = Buffer.from(spkiDer);
      off[off.length - 1] = (off.at(-1) as number) ^ 1;
      expect(() => openPublicKey(off), algorithm.name).toThrow(InvalidPublicKey);
    }
  });

  it('are refused when they are not SubjectPublicKeyInfo at all', () => {
    expect(() => openPublicKey(Buffer.from('3000', 'hex'))).toThrow('The public key is not valid.');
  });

  it('of P-256 verify what node signs with SHA-256 over them, so nothing of ours is in between', async () => {
    const algorithm = findAlgorithm('ECC_256') as (typeof algorithms)[number];
    const { pkcs8Der, spkiDer } = await generateKeyPair(algorithm);
    const signature = await sign(openPrivateKey(algorithm, pkcs8Der), message);
    expect(
      nodeVerify('sha256', message, createPublicKey({ key: spkiDer, format: 'der', type: 'spki' }), signature),
    ).toBe(true);
  });
});
