import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyDerivation } from '../../../../src/crypto/thread-pool.js';
import { startTestServer } from '../../../server.js';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, makeRoot, makeSub, missing, notFound, ok } from '../cas-calls.js';
import { makeCsr } from '../issuing/csrs.js';
import { whileFull } from '../issuing/full-queue.js';
import { publicKeyOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const scratch = new Scratch();
const server = useTestServer();
const { sub } = useIssuingCa(server);
const issued = useMade(() => issueClient(server.root, sub, { ResourceGroupId: 'rg-keys' }));

const PASSWORD = '!Demo@WS3ed';
const get = (parameters: object = {}, client = server.root) =>
  cas(client, 'DescribeCertificatePrivateKey', {
    Identifier: issued.Identifier,
    EncryptedCode: PASSWORD,
    ...parameters,
  });
const keyOf = async (parameters: object = {}) => (await get(parameters)).body.EncryptedData as string;
const missingKey = error(
  'NotSupport.MissingPrivateKey',
  'The private key of this certificate is not held here: the certificate was issued from a CSR, whose key only its owner has.',
);
const badPassword = error(
  'InvalidParameter.EncryptedCode',
  'The specified parameter "EncryptedCode" is not valid: use 1 to 32 letters, digits and special characters of ASCII, without spaces, control characters or letters with accents.',
);

test('the answer is an encrypted key and nothing else', async () => {
  expect(await get()).toEqual(
    ok({
      EncryptedData: expect.stringMatching(
        /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END ENCRYPTED PRIVATE KEY-----\n$/,
      ),
    }),
  );
});

describe('the commands of the page', () => {
  test.each([
    ['RSA_2048', 'rsa'],
    ['ECC_256', 'ec'],
    ['SM2_256', 'ec'],
  ])('open the key of a certificate of %s with openssl %s, and only with the password', async (Algorithm, command) => {
    const parent = await makeSub(server.root, await makeRoot(server.root, { Algorithm }), { Algorithm });
    const { Identifier, X509Certificate } = await issueClient(server.root, parent, { Algorithm });
    const encrypted = scratch.write('encrypted.pem', await keyOf({ Identifier }));
    const opened = scratch.path('opened.pem');
    openssl([command, '-in', encrypted, '-passin', `pass:${PASSWORD}`, '-out', opened]);
    expect(openssl(['pkey', '-in', opened, '-pubout'])).toBe(publicKeyOf(X509Certificate));
    for (const wrong of ['', 'x', `${PASSWORD} `, PASSWORD.toLowerCase()]) {
      expect(() => openssl([command, '-in', encrypted, '-passin', `pass:${wrong}`, '-out', opened])).toThrow();
    }
  });

  test('find PBES2 with PBKDF2-HMAC-SHA256, AES-256-CBC and the configured number of rounds', async () => {
    const parsed = openssl(['asn1parse'], await keyOf());
    expect(parsed).toMatch(/:PBES2.*:PBKDF2.*INTEGER +:0800.*:hmacWithSHA256.*:aes-256-cbc/s);
  });
});

test('without a setting the rounds are 600,000', async () => {
  const usual = await startTestServer({ environment: { CHANCERY_PBKDF2_ITERATIONS: '' } });
  try {
    const parent = await makeSub(usual.root, await makeRoot(usual.root));
    const { Identifier } = await issueClient(usual.root, parent);
    const { EncryptedData } = await casOk(usual.root, 'DescribeCertificatePrivateKey', {
      Identifier,
      EncryptedCode: 'x',
    });
    expect(openssl(['asn1parse'], EncryptedData as string)).toContain(
      `INTEGER           :${(600_000).toString(16).toUpperCase().padStart(6, '0')}`,
    );
  } finally {
    await usual.close();
  }
});

test('every call encrypts anew, with a password of its own', async () => {
  const [one, other] = [await keyOf(), await keyOf()];
  const octets = (pem: string) => openssl(['asn1parse'], pem).match(/OCTET STRING.*$/gm) ?? [];
  expect(octets(one)).toHaveLength(3);
  expect(octets(one).filter((octet, index) => octet === octets(other)[index])).toEqual([]);
  const third = scratch.write('third.pem', await keyOf({ EncryptedCode: 'another' }));
  expect(() => openssl(['ec', '-in', third, '-passin', `pass:${PASSWORD}`])).toThrow();
  openssl(['ec', '-in', third, '-passin', 'pass:another']);
});

describe('the password', () => {
  const everyCharacter = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');
  test.each([
    'x',
    'p'.repeat(32),
    ',.+-_#',
    everyCharacter.slice(0, 32),
    everyCharacter.slice(32, 64),
    everyCharacter.slice(62),
  ])('%j is taken and opens the key', async EncryptedCode => {
    const file = scratch.write('key.pem', await keyOf({ EncryptedCode }));
    const password = scratch.write('password.txt', EncryptedCode);
    expect(openssl(['pkey', '-in', file, '-passin', `file:${password}`, '-pubout'])).toBe(
      publicKeyOf(issued.X509Certificate),
    );
  });

  const tooLong = error(
    'InvalidParameter.EncryptedCode',
    'The specified parameter "EncryptedCode" is not valid: it must be at most 32 bytes long.',
  );
  test.each([
    ['a 33rd byte', 'p'.repeat(33), tooLong],
    ['17 characters of two bytes', 'é'.repeat(17), tooLong],
    ['a character of two bytes within the limit', 'passé', badPassword],
    ['a Chinese character', '密码', badPassword],
    ['an emoji', '🔑', badPassword],
    ['a space', 'a b', badPassword],
    ['a tab', 'a\tb', badPassword],
    ['a line feed', 'a\n', badPassword],
    ['DEL', 'a\u007f', badPassword],
    ['nothing', '', missing('EncryptedCode')],
  ])('with %s is refused', async (_what, EncryptedCode, answer) => {
    expect(await get({ EncryptedCode })).toEqual(answer);
  });

  test('with a NUL is refused before anybody looks at it', async () => {
    expect((await get({ EncryptedCode: 'a\u0000b' })).body.Code).toBe('InvalidParameter.EncryptedCode');
  });

  test('is needed, and so is the identifier', async () => {
    expect(await get({ EncryptedCode: undefined })).toEqual(missing('EncryptedCode'));
    expect(await get({ Identifier: undefined })).toEqual(missing('Identifier'));
  });
});

describe('refused', () => {
  test('for a certificate from a CSR', async () => {
    const { Identifier } = await casOk(server.root, 'CreateClientCertificateWithCsr', {
      ParentIdentifier: sub.Identifier,
      Csr: makeCsr(scratch).csr,
    });
    expect(await get({ Identifier })).toEqual(missingKey);
    // Whose certificate it is is asked first.
    expect(await get({ Identifier }, server.otherAccount)).toEqual(notFound);
  });

  test("for an identifier that is unknown, another account's, or a CA's", async () => {
    expect(await get({ Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' })).toEqual(notFound);
    expect(await get({}, server.otherAccount)).toEqual(notFound);
    expect(await get({ Identifier: sub.Identifier })).toEqual(notFound);
    expect(await get({ Identifier: `${issued.Identifier.slice(0, -1)}%` })).toEqual(notFound);
  });

  test('for a resource group that the certificate is not in', async () => {
    expect(await get({ ResourceGroupId: 'rg-keys' })).toMatchObject({ status: 200 });
    expect(await get({ ResourceGroupId: '' })).toMatchObject({ status: 200 });
    expect(await get({ ResourceGroupId: 'rg-other' })).toEqual(notFound);
    expect(await get({ ResourceGroupId: 'RG-KEYS' })).toEqual(notFound);
  });

  test('for a deleted certificate', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    await server.running.store.commit([{ sql: 'delete from ca_certificates where id = ?', parameters: [Identifier] }]);
    expect(await get({ Identifier })).toEqual(notFound);
  });
});

test('when too many passwords are being worked on the caller is told to try again, and can', async () => {
  const crowded = await whileFull(keyDerivation, server.accountId, () => get());
  expect(crowded).toEqual(
    error(
      'Throttling.Api',
      'Too many key pairs or passwords are being worked on at the moment. Try again in a few seconds.',
    ),
  );
  expect(await get()).toMatchObject({ status: 200 });
});

test('the key of a revoked certificate is still handed out', async () => {
  const { Identifier } = await issueClient(server.root, sub);
  await revoke(server, Identifier);
  expect(await get({ Identifier })).toMatchObject({ status: 200 });
});

test('a policy for another resource group does not reach the key, whatever group the call names', async () => {
  const user = await server.user('key-reader', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:DescribeCertificatePrivateKey',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-mine' } },
      },
    ],
  });
  expect(await get({ ResourceGroupId: 'rg-mine' }, user)).toMatchObject({ status: 403 });
  const mine = await issueClient(server.root, sub, { ResourceGroupId: 'rg-mine' });
  expect(await get({ Identifier: mine.Identifier }, user)).toMatchObject({ status: 200 });
});

test('neither password nor key is in the log, the audit records, an error or the database', async () => {
  const password = 'Find-Me-If-You-Can-7391';
  const answers = [
    await get({ EncryptedCode: password }),
    await get({ EncryptedCode: `${password} ` }),
    await get({ EncryptedCode: password, Identifier: 'unknown' }),
    await get({ EncryptedCode: `${password}${password}` }),
  ];
  const encrypted = answers[0]?.body.EncryptedData as string;
  const file = scratch.write('searched.pem', encrypted);
  const text = openssl(['ec', '-in', file, '-passin', `pass:${password}`, '-text', '-noout']);
  const scalar = Buffer.from(/priv:\n([\s\S]*?)pub:/.exec(text)?.[1]?.replace(/[\s:]/g, '') ?? '', 'hex').subarray(-32);
  expect(scalar).toHaveLength(32);

  const audit = await server.auditText();
  expect(audit).toContain('DescribeCertificatePrivateKey');
  expect(audit).toContain('[secret]');
  const files = readdirSync(server.data).filter(name => name.startsWith('chancery.db'));
  expect(files.length).toBeGreaterThan(0);
  const places: [string, Buffer][] = [
    ['log', Buffer.from(server.log)],
    ['audit', Buffer.from(audit)],
    ['errors', Buffer.from(JSON.stringify(answers.slice(1)))],
    ...files.map((name): [string, Buffer] => [name, readFileSync(join(server.data, name))]),
  ];
  const secrets: [string, Buffer][] = [
    ['password', Buffer.from(password)],
    ['key', scalar],
    ['key in hexadecimal', Buffer.from(scalar.toString('hex'))],
    ['key in Base64', Buffer.from(scalar.toString('base64').slice(0, 40))],
    ['encrypted key', Buffer.from(encrypted.split('\n')[2] as string)],
  ];
  const found = places.flatMap(([place, bytes]) =>
    secrets.filter(([, secret]) => bytes.includes(secret)).map(([what]) => `${what} in ${place}`),
  );
  expect(found).toEqual([]);
});
