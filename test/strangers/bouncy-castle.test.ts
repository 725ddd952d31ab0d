/** Bouncy Castle verifies SM2 chains from the root to the leaf: openssl 3.0 takes the signer's identity for one link at a time. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import { run, Scratch } from './commands.js';
import { type Family, issueFamily } from './issued.js';
import { bouncyCastlePath, isBouncyCastleMissing } from './java.js';

const program = join(import.meta.dirname, '../java/VerifySm2Chain.java');

const password = 'Java+opens.it-1';
const claimsAboutChains = [
  ...Array.from({ length: 3 }, () => ['is signed by SM2 with SM3', 'has no signature parameters']).flat(),
  'signatures verify with the standard identity',
  'and with no other',
  'nor with another key',
  'the path to the root is valid by RFC 5280',
];

describe.skipIf(isBouncyCastleMissing())('Bouncy Castle', () => {
  const scratch = new Scratch();
  let server: TestServer;
  let family: Family;

  beforeAll(async () => {
    server = await startTestServer();
    family = await issueFamily(server, 'SM2_256', scratch);
  });
  afterAll(() => server.close());

  test('verifies an SM2 chain and opens the private key of its leaf', async () => {
    const [client] = leavesThatStartWith('client');
    const { body } = await server.root.call('2020-06-30', 'DescribeCertificatePrivateKey', {
      Identifier: client?.identifier,
      EncryptedCode: password,
    });
    const encryptedKey = scratch.write('encrypted.pem', String(body.EncryptedData));
    expect(claims(String(client?.file), encryptedKey, password)).toEqual([
      ...claimsAboutChains,
      'the encrypted key opens and signs for the certificate',
    ]);
  });

  test.each(['server', 'client of a CSR', 'server of a CSR', 'custom', 'custom that enciphers'])(
    'verifies the chain of a %s',
    kind => {
      const [leaf] = leavesThatStartWith(kind);
      expect(claims(String(leaf?.file))).toEqual(claimsAboutChains);
    },
  );

  function leavesThatStartWith(kind: string) {
    return family.leaves.filter(({ name }) => name.startsWith(`${kind},`));
  }

  function claims(leaf: string, ...key: string[]): string[] {
    const output = run('java', ['-cp', bouncyCastlePath, program, leaf, family.sub.file, family.root.file, ...key]);
    return output.trimEnd().split('\n');
  }
});
